import * as pulumi from "@pulumi/pulumi";
import { mappingOf, type RoleMapping, withMapping, withoutMapping, type Yaml } from "./map-roles.ts";

interface Inputs {
    kubeconfig: string;
    mapping: RoleMapping;
}
interface Outputs extends Inputs {
    /** Whether this resource created the entry. An entry that existed before is neither changed nor deleted. */
    owned: boolean;
}

/**
 * The node role's entry in the ConfigMap `aws-auth`. Other entries stay unchanged.
 *
 * `mapRoles` is a single string, so a patch can't own an entry. This resource reads it, changes the entry and writes it back with the
 * resource version that it read, and retries on a conflict.
 */
export class AwsAuthMapping extends pulumi.dynamic.Resource {
    constructor(
        name: string,
        props: { kubeconfig: pulumi.Input<string>; mapping: pulumi.Input<RoleMapping> },
        opts: pulumi.CustomResourceOptions,
    ) {
        // A kubeconfig may contain credentials.
        const kubeconfig = pulumi.secret(props.kubeconfig);
        super(awsAuthProvider, name, { ...props, kubeconfig }, opts, "eks-karpenter", "AwsAuthMapping");
    }
}

// Pulumi serializes these functions and runs them in another process. It can serialize functions and plain values, but no modules: so
// packages are imported when a function runs, and functions of other files are captured by value.
const edits = { mappingOf, withMapping, withoutMapping };

export const awsAuthProvider: pulumi.dynamic.ResourceProvider<Inputs, Outputs> = {
    async check(_olds, news) {
        // Missing packages fail the preview. The failure has no property, whose value Pulumi would show: a kubeconfig is secret.
        const failures = await load().then(
            () => [],
            (error: Error) => [{ property: "", reason: error.message }],
        );
        return { inputs: news, failures };
    },
    async diff(_id, olds, news) {
        const moved = olds.mapping.rolearn !== news.mapping.rolearn;
        const said = ({ kubeconfig, mapping: { username, groups } }: Inputs) =>
            JSON.stringify([kubeconfig, username, groups]);
        return { changes: moved || said(olds) !== said(news), replaces: moved ? ["mapping"] : [] };
    },
    async create(inputs) {
        const { mapping } = inputs;
        let owned = true;
        await edit(inputs.kubeconfig, (mapRoles, yaml) => {
            owned = edits.mappingOf(mapRoles, mapping.rolearn, yaml) === undefined;
            return owned ? edits.withMapping(mapRoles, mapping, yaml) : mapRoles;
        });
        return { id: mapping.rolearn, outs: { ...inputs, owned } };
    },
    async read(id, props) {
        let found: RoleMapping | undefined;
        await edit(props!.kubeconfig, (mapRoles, yaml) => {
            found = edits.mappingOf(mapRoles, id, yaml);
            return mapRoles;
        });
        if (!found) return {};
        return { id, props: { ...props!, mapping: props!.owned ? found : props!.mapping } };
    },
    async update(_id, olds, news) {
        if (olds.owned)
            await edit(news.kubeconfig, (mapRoles, yaml) => edits.withMapping(mapRoles, news.mapping, yaml));
        return { outs: { ...news, owned: olds.owned } };
    },
    async delete(id, props) {
        // An empty ConfigMap is not deleted: others, such as EKS, may be about to write to it.
        if (props.owned) await edit(props.kubeconfig, (mapRoles, yaml) => edits.withoutMapping(mapRoles, id, yaml));
    },
};

/** Edits `mapRoles`, with retries on conflicts. Without a change, nothing is written. */
async function edit(kubeconfig: string, change: (mapRoles: string, yaml: Yaml) => string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
        try {
            return await editOnce(kubeconfig, change);
        } catch (error) {
            // 409: another client wrote in between.
            if ((error as { code?: number }).code !== 409 || attempt === 10) throw explained(error);
        }
    }
}

async function editOnce(kubeconfig: string, change: (mapRoles: string, yaml: Yaml) => string): Promise<void> {
    const { client, yaml } = await load();
    const api = connect(kubeconfig, client);
    const key = { name: "aws-auth", namespace: "kube-system" };
    const found = await api.readNamespacedConfigMap(key).catch(error => {
        if (error.code !== 404) throw error;
    });
    const before = found?.data?.mapRoles ?? "";
    const after = change(before, yaml);
    if (after === before) return;
    const body = { ...(found ?? { metadata: key }), data: { ...found?.data, mapRoles: after } };
    if (found) await api.replaceNamespacedConfigMap({ ...key, body });
    else await api.createNamespacedConfigMap({ namespace: key.namespace, body });
}

/** Imports the packages that only joining by `aws-auth` needs. */
async function load() {
    try {
        return { client: await import("@kubernetes/client-node"), yaml: await import("yaml") };
    } catch (error) {
        if (!String((error as { code?: unknown }).code).endsWith("MODULE_NOT_FOUND")) throw error;
        throw new Error(
            "nodeRole.joining: AwsAuth requires the packages @kubernetes/client-node and yaml, but one is missing; run npm install @kubernetes/client-node yaml",
        );
    }
}

function connect(kubeconfig: string, { CoreV1Api, KubeConfig }: typeof import("@kubernetes/client-node")) {
    const config = new KubeConfig();
    try {
        config.loadFromString(kubeconfig);
        return config.makeApiClient(CoreV1Api);
    } catch {
        // The error may quote the kubeconfig with its credentials.
        throw new Error(
            "cluster.kubeconfig: found text that is not a kubeconfig with a current context; set the content of one",
        );
    }
}

/** An error with the reason in one line. */
function explained(error: unknown): Error {
    const { code, body, cause, message } = error as { code?: unknown; body?: unknown; cause?: Error; message: string };
    let reason = cause?.message || message;
    if (typeof code === "number") {
        const said = /"message":("(?:[^"\\]|\\.)*")/.exec(String(body))?.[1];
        reason = `the API server answered ${code}${said ? `: ${JSON.parse(said)}` : ""}`;
    }
    // Pulumi also shows the stack trace, on refresh and delete.
    return Object.assign(new Error(`config map aws-auth: ${reason.trim().replace(/\s+/g, " ")}`), { stack: "" });
}
