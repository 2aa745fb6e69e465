import * as pulumi from "@pulumi/pulumi";
import { type RoleMapping, withMapping, withoutMapping } from "./map-roles.ts";

interface Inputs {
    kubeconfig: string;
    mapping: RoleMapping;
}
interface Outputs extends Inputs {
    /** False where somebody else had mapped the role already: then it is theirs to take away. */
    owned: boolean;
}

/**
 * The node role's entry in the config map `aws-auth`, and nothing else of it.
 *
 * The whole of `mapRoles` is one string, so no patch can own an entry of it. This reads it, changes the one entry, and writes it back
 * under the version it read, again if somebody else was faster.
 */
export class AwsAuthMapping extends pulumi.dynamic.Resource {
    constructor(
        name: string,
        props: { kubeconfig: pulumi.Input<string>; mapping: pulumi.Input<RoleMapping> },
        opts: pulumi.CustomResourceOptions,
    ) {
        // A kubeconfig may hold credentials.
        super(
            provider,
            name,
            { ...props, kubeconfig: pulumi.secret(props.kubeconfig), owned: undefined },
            opts,
            "eks-karpenter",
            "AwsAuthMapping",
        );
    }
}

const provider: pulumi.dynamic.ResourceProvider<Inputs, Outputs> = {
    async diff(_id, olds, news) {
        const moved = olds.mapping.rolearn !== news.mapping.rolearn;
        const changes =
            moved ||
            JSON.stringify([olds.kubeconfig, olds.mapping]) !== JSON.stringify([news.kubeconfig, news.mapping]);
        return { changes, replaces: moved ? ["mapping"] : [] };
    },
    async create(inputs) {
        let owned = true;
        await edit(inputs.kubeconfig, mapRoles => {
            owned = !mapRoles.includes(inputs.mapping.rolearn);
            return owned ? withMapping(mapRoles, inputs.mapping) : mapRoles;
        });
        return { id: inputs.mapping.rolearn, outs: { ...inputs, owned } };
    },
    async read(id, props) {
        let found = false;
        await edit(props!.kubeconfig, mapRoles => {
            found = mapRoles.includes(id);
            return mapRoles;
        });
        return found ? { id, props } : {};
    },
    async update(_id, olds, news) {
        if (olds.owned) await edit(news.kubeconfig, mapRoles => withMapping(mapRoles, news.mapping));
        return { outs: { ...news, owned: olds.owned } };
    },
    async delete(id, props) {
        if (props.owned) await edit(props.kubeconfig, mapRoles => withoutMapping(mapRoles, id));
    },
};

async function edit(kubeconfig: string, change: (mapRoles: string) => string): Promise<void> {
    // Loaded when it runs: Pulumi keeps this function's text, and can't keep a module.
    const { CoreV1Api, KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    if (kubeconfig === "") config.loadFromDefault();
    else config.loadFromString(kubeconfig);
    const api = config.makeApiClient(CoreV1Api);
    const key = { name: "aws-auth", namespace: "kube-system" };
    for (let attempt = 1; ; attempt++) {
        const found = await api.readNamespacedConfigMap(key).catch(error => {
            if (error.code === 404) return undefined;
            throw error;
        });
        const before = found?.data?.mapRoles ?? "";
        const after = change(before);
        if (after === before) return;
        try {
            const body = { ...(found ?? { metadata: key }), data: { ...found?.data, mapRoles: after } };
            if (found) await api.replaceNamespacedConfigMap({ ...key, body });
            else await api.createNamespacedConfigMap({ namespace: key.namespace, body });
            return;
        } catch (error) {
            if ((error as { code?: number }).code !== 409 || attempt === 10) throw error;
        }
    }
}
