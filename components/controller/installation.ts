import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { FlowSchema, type FlowSchemaArgs } from "@pulumi/kubernetes/flowcontrol/v1/flowSchema.js";
import { Release, type ReleaseArgs } from "@pulumi/kubernetes/helm/v3/release.js";
import * as pulumi from "@pulumi/pulumi";
import type { Resolved } from "../resolve.ts";
import type { Values } from "./install-args.ts";

/**
 * Karpenter in the cluster: its namespace, its share of the API server, its CRDs, and then the controller. Only the controller waits
 * for `needed`, what it needs in AWS.
 */
export class Installation extends pulumi.ComponentResource {
    /** The version that the CRDs' release has. */
    public readonly crdVersion: pulumi.Output<string>;
    /** The version that the controller's release has. */
    public readonly version: pulumi.Output<string>;

    constructor(
        name: string,
        { install, controller: { namespace } }: Resolved,
        values: Values,
        around: Values[],
        needed: pulumi.Resource[],
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("eks-karpenter:index:Installation", name, {}, opts);
        const parent = { parent: this };
        const namespaces = around
            .filter(({ kind }) => kind === "Namespace")
            .map(object => new Namespace(`${name}-namespace`, object, parent));
        const schemas = around
            .filter(({ kind }) => kind === "FlowSchema")
            .map(object => new FlowSchema(`${name}-${object.metadata.name}`, object as FlowSchemaArgs, parent));
        const release = (
            release: string,
            chart: string,
            rest: Partial<ReleaseArgs>,
            options: Pick<pulumi.CustomResourceOptions, "dependsOn" | "deleteBeforeReplace">,
        ) =>
            new Release(
                `${name}-${release}`,
                {
                    name: release,
                    namespace,
                    chart,
                    version: install.version,
                    timeout: install.timeout,
                    takeOwnership: install.takeOwnership,
                    ...rest,
                },
                { ...parent, ...options },
            );
        const crds = release(
            "karpenter-crd",
            install.crdChart,
            { values: crdValues(install.keepCrds) },
            { dependsOn: namespaces },
        );
        const controller = release(
            "karpenter",
            install.chart,
            // Helm patches from the last revision that came up, so what only a failed one added would stay: a failed one is rolled back.
            { values, skipCrds: true, atomic: true },
            {
                dependsOn: [...namespaces, ...schemas, crds, ...needed],
                // ClusterRoles are one to a cluster: the end of a release takes them from one that was made before it.
                deleteBeforeReplace: true,
            },
        );
        this.crdVersion = crds.status.version;
        this.version = controller.status.version;
        this.registerOutputs({ crdVersion: this.crdVersion, version: this.version });
    }
}

/**
 * The values of the CRDs' chart. Helm leaves an object with this annotation in the cluster when its release goes. Never empty as a
 * whole: an upgrade that is given no value at all keeps those it had.
 */
const crdValues = (keep: boolean): Values => ({
    additionalAnnotations: keep ? { "helm.sh/resource-policy": "keep" } : {},
});
