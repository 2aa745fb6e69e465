import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { FlowSchema, type FlowSchemaArgs } from "@pulumi/kubernetes/flowcontrol/v1/flowSchema.js";
import { Release, type ReleaseArgs } from "@pulumi/kubernetes/helm/v3/release.js";
import * as pulumi from "@pulumi/pulumi";
import type { Resolved } from "../resolve.ts";
import type { Values } from "./install-args.ts";

/** Arguments of `Installation`. */
export interface InstallationArgs extends Pick<Resolved, "install" | "controller"> {
    /** The values of the controller's chart. */
    helmValues: Values;
    /** The manifest of the namespace, if it is created. */
    namespaces: Values[];
    /** The manifests of the FlowSchemas. */
    flowSchemas: Values[];
    /** The resources in AWS that the controller needs. */
    needed: pulumi.Resource[];
}

/**
 * Karpenter in the cluster: its namespace, FlowSchemas and CRDs, and then the controller. Only the controller waits for its
 * resources in AWS.
 */
export class Installation extends pulumi.ComponentResource {
    /** The version of the CRDs' chart. */
    public readonly crdVersion: pulumi.Output<string>;
    /** The version of the controller's chart. */
    public readonly version: pulumi.Output<string>;

    constructor(name: string, args: InstallationArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-karpenter:index:Installation", name, {}, opts);
        const { install, helmValues, needed } = args;
        const { namespace } = args.controller;
        const parent = { parent: this };
        const namespaces = args.namespaces.map(object => new Namespace(`${name}-namespace`, object, parent));
        const flowSchemas = args.flowSchemas.map(
            object => new FlowSchema(`${name}-${object.metadata.name}`, object as FlowSchemaArgs, parent),
        );
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
            // Helm patches from the last successful revision, so additions of a failed one would stay. A failed one is rolled back.
            { values: helmValues, skipCrds: true, atomic: true },
            {
                dependsOn: [...namespaces, ...flowSchemas, crds, ...needed],
                // ClusterRoles are shared in the cluster: uninstalling the old release would delete those of a new one.
                deleteBeforeReplace: true,
            },
        );
        this.crdVersion = crds.status.version;
        this.version = controller.status.version;
        this.registerOutputs({ crdVersion: this.crdVersion, version: this.version });
    }
}

/**
 * The values of the CRDs' chart. Helm keeps objects with this annotation when it uninstalls a release. The values are never empty,
 * because an upgrade without values reuses the previous ones.
 */
const crdValues = (keep: boolean): Values => ({
    additionalAnnotations: keep ? { "helm.sh/resource-policy": "keep" } : {},
});
