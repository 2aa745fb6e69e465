import type { Handlers } from "../gateway/gateway.ts";
import type { Iam } from "../iam/iam.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { AccessEntries } from "./access-entries.ts";
import { addonHandlers } from "./addons.ts";
import { clusterHandlers } from "./clusters.ts";
import { PodIdentityAssociations } from "./pod-identity.ts";
import { Clusters, type EksCluster } from "./registry.ts";
import { tagHandlers } from "./tags.ts";

/** EKS, implemented whole in the gateway: moto's lacks most of the parts that Karpenter requires. */
export class Eks {
    readonly clusters = new Clusters();
    readonly accessEntries: AccessEntries;
    readonly associations = new PodIdentityAssociations(this.clusters);
    readonly handlers: Handlers;

    constructor(iam: Iam) {
        this.accessEntries = new AccessEntries(this.clusters, iam);
        this.handlers = {
            ...clusterHandlers(this.clusters),
            ...this.accessEntries.handlers,
            ...this.associations.handlers,
            ...addonHandlers(this.clusters),
            ...tagHandlers(
                arn => this.accessEntries.byArn(arn),
                arn => this.associations.byArn(arn),
            ),
        };
    }

    remove(name: string, region: string): void {
        this.clusters.remove(name, region);
        this.accessEntries.forget({ name, region });
        this.associations.forget({ name, region });
    }

    inventory(region: string): Inventory {
        const byCluster = (of: (cluster: EksCluster) => Record<string, object>) =>
            Object.assign({}, ...this.clusters.in(region).map(of));
        return {
            accessEntries: byCluster(cluster =>
                Object.fromEntries(
                    this.accessEntries
                        .of(cluster)
                        .map(({ principalArn, type, username, kubernetesGroups, tags }) => [
                            `${cluster.name} ${principalArn}`,
                            { type, username, kubernetesGroups, tags },
                        ]),
                ),
            ),
            podIdentityAssociations: byCluster(cluster =>
                Object.fromEntries(
                    this.associations
                        .of(cluster)
                        .map(({ namespace, serviceAccount, roleArn, tags }) => [
                            `${cluster.name} ${namespace}/${serviceAccount}`,
                            { roleArn, tags },
                        ]),
                ),
            ),
        };
    }
}
