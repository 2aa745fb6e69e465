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
interface AwsOutputs {
    nodeRole: Output<string>;
    queueName?: Output<string>;
    controllerRoleArn: Output<string>;
}

/** The values of the controller's chart, and the manifests of the objects outside the charts. */
export function manifestsOf(args: Resolved, { nodeRole, queueName, controllerRoleArn }: AwsOutputs) {
    const { cluster, controller, install, nodeClasses, nodePools, nodeOverlays } = args;
    const { namespace, serviceAccount, identity } = controller;
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
        namespaces: install.createNamespace ? [namespaceManifest(namespace)] : [],
        flowSchemas: namespace === "kube-system" ? [] : flowSchemas(namespace, serviceAccount),
        nodeClasses: Object.entries(nodeClasses).map(([name, nodeClass]) =>
            nodeClassManifest(name, nodeClass, defaults),
        ),
        nodeOverlays: Object.entries(nodeOverlays).map(([name, overlay]) => nodeOverlayManifest(name, overlay)),
        nodePools: Object.entries(nodePools).map(([name, pool]) => nodePoolManifest(name, pool, declared)),
    };
}

const namespaceManifest = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
