import { join } from "node:path";
import type { LabFolder } from "../process/folder.ts";
import type { Tools } from "../tools/tools.ts";
import { Clusters, type EksCluster } from "./clusters.ts";
import { AccessEntries, type AccessEntry } from "./eks/access-entries.ts";
import { addonHandlers } from "./eks/addons.ts";
import { clusterHandlers } from "./eks/clusters.ts";
import { type PodIdentityAssociation, PodIdentityAssociations } from "./eks/pod-identity.ts";
import { tagHandlers } from "./eks/tags.ts";
import { type Fault, Faults } from "./faults.ts";
import { Gateway } from "./gateway.ts";
import { Iam } from "./iam.ts";
import { checkPresigned } from "./identify.ts";
import { type InstanceKeys, Instances } from "./instances.ts";
import { type Caller, Keys } from "./keys.ts";
import { Moto } from "./moto.ts";
import { accountId } from "./partition.ts";
import { agentPath, podIdentityAgent } from "./pod-identity-agent.ts";
import { type Call, Recorder } from "./record.ts";
import { Sts } from "./sts.ts";

export type { AccessEntry, Call, Caller, EksCluster, Fault, InstanceKeys, PodIdentityAssociation };

/** An AWS account on this machine. */
export interface Aws {
    /** Where every service is served, `http://127.0.0.1:PORT`. */
    endpoint: string;
    /** `123456789012`, in every partition. */
    accountId: string;
    /** Every call so far. */
    calls: Call[];
    /** The same, as lines of JSON. */
    recordFile: string;
    /** Where EKS's Pod Identity agent serves. */
    podIdentityUrl: string;
    /** What makes the AWS CLI, an SDK or a plugin the administrator of this account. */
    environment(region: string): Record<string, string>;
    /** Makes calls slow or fail; what is returned ends it. */
    fault(rule: Fault): () => void;
    addCluster(cluster: EksCluster): void;
    removeCluster(name: string, region: string): void;
    accessEntries(name: string, region: string): AccessEntry[];
    /** Who presigned a `GetCallerIdentity`, sent with the given headers: STS is asked, nothing is believed. */
    identify(presignedUrl: string, headers: Record<string, string>): Promise<Caller>;
    /** What the metadata service hands out on an instance: keys of the role in its instance profile, if that trusts EC2. */
    instanceCredentials(instanceId: string, region: string): Promise<InstanceKeys>;
    /** Told after any call that launches, tags, stops or ends instances; what is returned ends it. */
    onInstances(listener: (region: string) => void): () => void;
    stop(): Promise<void>;
}

/** Starts AWS: moto, and the gateway in front of it. */
export async function startAws(folder: LabFolder, tools: Pick<Tools, "moto">): Promise<Aws> {
    const moto = await Moto.start(folder, tools.moto);
    const keys = new Keys();
    const faults = new Faults();
    const recorder = new Recorder(join(folder.folder("aws"), "calls.jsonl"));
    const iam = new Iam(moto.endpoint);
    const clusters = new Clusters();
    const accessEntries = new AccessEntries(clusters, iam);
    const associations = new PodIdentityAssociations(clusters);
    const sts = new Sts(keys, iam, clusters);
    const instances = new Instances(moto.endpoint, iam, sts);
    const gateway = await Gateway.start({
        keys,
        faults,
        recorder,
        handlers: {
            ...sts.handlers,
            ...clusterHandlers(clusters),
            ...accessEntries.handlers,
            ...associations.handlers,
            ...addonHandlers(clusters),
            ...tagHandlers(
                arn => accessEntries.byArn(arn),
                arn => associations.byArn(arn),
            ),
        },
        forward: request => moto.forward(request),
        others: { [agentPath]: podIdentityAgent(clusters, associations, sts) },
        after: call => instances.after(call),
    });
    const { endpoint } = gateway;
    return {
        endpoint,
        accountId,
        calls: recorder.calls,
        recordFile: recorder.file,
        podIdentityUrl: endpoint + agentPath,
        environment: region => ({
            AWS_ENDPOINT_URL: endpoint,
            AWS_REGION: region,
            AWS_DEFAULT_REGION: region,
            AWS_ACCESS_KEY_ID: keys.admin.accessKeyId,
            AWS_SECRET_ACCESS_KEY: keys.admin.secretAccessKey,
            AWS_EC2_METADATA_DISABLED: "true",
            // Nobody's own settings are read.
            AWS_CONFIG_FILE: join(folder.path, "no-aws-config"),
            AWS_SHARED_CREDENTIALS_FILE: join(folder.path, "no-aws-credentials"),
        }),
        fault: rule => faults.add(rule),
        addCluster: cluster => clusters.add(cluster),
        removeCluster(name, region) {
            clusters.remove(name, region);
            accessEntries.forget({ name, region });
            associations.forget({ name, region });
        },
        accessEntries: (name, region) => accessEntries.of({ name, region }),
        async identify(presignedUrl, headers) {
            const url = new URL(presignedUrl);
            if (url.origin !== endpoint && !/^sts\.([\w-]+\.)?amazonaws\.com(\.cn)?$/.test(url.host))
                throw new Error(`a token for ${url.host} is none for STS`);
            checkPresigned({ url, headers }, keys);
            const answer = await fetch(`${endpoint}/${url.search}`, { headers });
            const text = await answer.text();
            const arn = /<Arn>([^<]+)<\/Arn>/.exec(text)?.[1];
            if (!arn) throw new Error(`STS knows nobody by this token: ${text}`);
            return { arn, accessKeyId: url.searchParams.get("X-Amz-Credential")?.split("/")[0] };
        },
        instanceCredentials: (instanceId, region) => instances.credentials(instanceId, region),
        onInstances: listener => instances.listen(listener),
        async stop() {
            await gateway.stop();
            await moto.stop();
        },
    };
}
