import { join } from "node:path";
import type { LabFolder } from "../process/folder.ts";
import type { Tools } from "../tools/tools.ts";
import { fleetHandlers } from "./ec2/fleet.ts";
import { type InstanceKeys, Instances } from "./ec2/instances.ts";
import { lackingHandlers } from "./ec2/lacking.ts";
import { marketHandlers } from "./ec2/market.ts";
import type { AccessEntry } from "./eks/access-entries.ts";
import { Eks } from "./eks/eks.ts";
import { agentPath, podIdentityAgent } from "./eks/pod-identity-agent.ts";
import type { EksCluster } from "./eks/registry.ts";
import { type Delivery, emit } from "./events/emit.ts";
import type { Event } from "./events/pattern.ts";
import { type Fault, Faults } from "./gateway/faults.ts";
import { Gateway } from "./gateway/gateway.ts";
import { type Caller, Keys } from "./gateway/keys.ts";
import { type Call, Recorder } from "./gateway/record.ts";
import type { AwsRequest } from "./gateway/request.ts";
import { iamHandlers } from "./iam/handlers.ts";
import { Iam } from "./iam/iam.ts";
import { Published } from "./images/published.ts";
import { type Inventory, inventory } from "./inventory/inventory.ts";
import { Moto } from "./moto.ts";
import { accountId } from "./partition.ts";
import { Permissions } from "./permissions/permissions.ts";
import type { Authorizer } from "./permissions/question.ts";
import { receiveHandlers } from "./sqs/receive.ts";
import { identify } from "./sts/presigned.ts";
import { Sts } from "./sts/sts.ts";

export type { AccessEntry, Authorizer, Call, Caller, Delivery, EksCluster, Event, Fault, InstanceKeys, Inventory };

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
    /** Publishes newer images in a region: what SSM recommends changes, as `alias: …@latest` sees it. */
    publishImages(region: string): void;
    /** An event as AWS itself emits it, such as EC2's warning before it takes a spot instance; says where it went. */
    emit(region: string, event: Partial<Event> & Pick<Event, "source">): Promise<Delivery[]>;
    /** Everything there is of the kinds that an installation of Karpenter makes or changes, for a comparison of before and after. */
    inventory(region: string): Promise<Inventory>;
    /** Told after any call that launches, tags, stops or ends instances; what is returned ends it. */
    onInstances(listener: (region: string) => void): () => void;
    stop(): Promise<void>;
}

/** Starts AWS: moto, and the gateway in front of it. With nobody to judge by policies, whoever has keys may do anything. */
export async function startAws(
    folder: LabFolder,
    tools: Pick<Tools, "python">,
    { authorizer }: { authorizer?: Authorizer } = {},
): Promise<Aws> {
    const moto = await Moto.start(folder, tools.python);
    const forward = (request: AwsRequest) => moto.forward(request);
    const keys = new Keys();
    const faults = new Faults();
    const recorder = new Recorder(join(folder.folder("aws"), "calls.jsonl"));
    const iam = new Iam(moto.endpoint);
    const eks = new Eks(iam);
    const sts = new Sts(keys, iam, eks.clusters);
    const instances = new Instances(moto.endpoint, iam, sts);
    const permissions = authorizer && new Permissions(moto.endpoint, authorizer);
    const published = new Published(forward);
    const gateway = await Gateway.start({
        keys,
        faults,
        recorder,
        handlers: {
            ...sts.handlers,
            ...iamHandlers(moto.endpoint),
            ...marketHandlers(moto.endpoint, forward),
            ...fleetHandlers(moto.endpoint),
            ...lackingHandlers(forward),
            ...receiveHandlers(forward),
            ...published.handlers,
            ...eks.handlers,
        },
        forward,
        others: { [agentPath]: podIdentityAgent(eks.clusters, eks.associations, sts) },
        check: async (request, caller) => permissions?.check(request, caller),
        after(call) {
            permissions?.after(call);
            instances.after(call);
        },
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
        addCluster: cluster => eks.clusters.add(cluster),
        removeCluster: (name, region) => eks.remove(name, region),
        accessEntries: (name, region) => eks.accessEntries.of({ name, region }),
        identify: (presignedUrl, headers) => identify(endpoint, keys, { url: new URL(presignedUrl), headers }),
        instanceCredentials: (instanceId, region) => instances.credentials(instanceId, region),
        publishImages: region => published.publish(region),
        emit: (region, event) => emit(moto.endpoint, region, event),
        inventory: region => inventory(moto.endpoint, region, eks.inventory(region)),
        onInstances: listener => instances.listen(listener),
        async stop() {
            await gateway.stop();
            await moto.stop();
        },
    };
}
