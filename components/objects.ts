import type { Output } from "@pulumi/pulumi";
import { Identity } from "./controller/controller-args.ts";
import { flowSchemas } from "./controller/flow-schemas.ts";
import { helmValues } from "./controller/values.ts";
import { selectorTerms } from "./network/selectors.ts";
import { nodeClassManifest } from "./nodes/node-class.ts";
import { nodeOverlayManifest } from "./nodes/node-overlay.ts";
import { nodePoolManifest } from "./nodes/node-pool.ts";
import type { Resolved } from "./resolve.ts";

/** Outputs of the AWS resources that the objects in the cluster need. */
interface Wired {
    nodeRole: Output<string>;
    queueName?: Output<string>;
    controllerRoleArn: Output<string>;
}

/** The values of the controller's chart, and the manifests of the objects outside the charts. */
export function objectsOf(args: Resolved, { nodeRole, queueName, controllerRoleArn }: Wired) {
    const { cluster, controller, install, nodeClasses, nodePools, nodeOverlays } = args;
    const { namespace, serviceAccount, identity } = controller;
    const system = namespace === "kube-system";
    const created = install.createNamespace ? [namespaceManifest(namespace)] : [];
    const declared = new Set(Object.keys(nodeClasses));
    const defaults = { role: nodeRole, ...selectorTerms(args.discovery), tags: args.tags };
    return {
        helmValues: helmValues(
            {
                cluster: cluster.name,
                endpoint: cluster.endpoint,
                queueName,
                serviceAccount,
                roleArn: identity === Identity.IRSA ? controllerRoleArn : undefined,
                zonalShift: controller.zonalShift,
            },
            install,
        ),
        around: [...created, ...(system ? [] : flowSchemas(namespace, serviceAccount))],
        classes: Object.entries(nodeClasses).map(([name, nodeClass]) => nodeClassManifest(name, nodeClass, defaults)),
        overlays: Object.entries(nodeOverlays).map(([name, overlay]) => nodeOverlayManifest(name, overlay)),
        pools: Object.entries(nodePools).map(([name, pool]) => nodePoolManifest(name, pool, declared)),
    };
}

const namespaceManifest = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
