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
import type { ClusterOrder, ControlPlane, StartControlPlane } from "./eks/provisioner.ts";
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

export type {
    AccessEntry,
    Authorizer,
    Call,
    Caller,
    ClusterOrder,
    ControlPlane,
    Delivery,
    EksCluster,
    Event,
    Fault,
    InstanceKeys,
    Inventory,
    StartControlPlane,
};

/** An AWS account on this machine. */
export interface Aws {
    /** Endpoint of every service, `http://127.0.0.1:PORT`. */
    endpoint: string;
    /** `123456789012`, in every partition. */
    accountId: string;
    /** All calls so far. */
    calls: Call[];
    /** File with the same calls, as lines of JSON. */
    recordFile: string;
    /** Endpoint of EKS's Pod Identity agent. */
    podIdentityUrl: string;
    /** Environment variables that make the AWS CLI, an SDK or a plugin this account's administrator. */
    environment(region: string): Record<string, string>;
    /** Makes calls slow or fail. The returned function ends it. */
    fault(rule: Fault): () => void;
    addCluster(cluster: EksCluster): void;
    removeCluster(name: string, region: string): void;
    /** Registers the function that starts the control planes of `CreateCluster`. Without it, clusters cannot be created. */
    onCreateCluster(start: StartControlPlane): void;
    accessEntries(name: string, region: string): AccessEntry[];
    /** Verifies a presigned `GetCallerIdentity`, sent with the given headers, and returns its caller. */
    identify(presignedUrl: string, headers: Record<string, string>): Promise<Caller>;
    /** Keys from an instance's metadata service: for the role in its instance profile, if the role trusts EC2. */
    instanceCredentials(instanceId: string, region: string): Promise<InstanceKeys>;
    /** Publishes newer images in a region. The images that SSM recommends, and so `alias: …@latest`, change. */
    publishImages(region: string): void;
    /** Emits an event of AWS itself, such as EC2's spot interruption warning, and returns its deliveries. */
    emit(region: string, event: Partial<Event> & Pick<Event, "source">): Promise<Delivery[]>;
    /**
     * All resources of the kinds that an installation of Karpenter creates or changes, for a comparison before and
     * after.
     */
    inventory(region: string): Promise<Inventory>;
    /**
     * Registers a listener for calls that launch, tag, stop or terminate instances. The returned function removes it.
     */
    onInstances(listener: (region: string) => void): () => void;
    stop(): Promise<void>;
}

/** Starts AWS: moto behind the gateway. Without an authorizer, all valid keys have all permissions. */
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
    const published = new Published(forward);
    const eks = new Eks({
        endpoint: moto.endpoint,
        iam,
        recommendedImage: (region, parameter) => published.recommended(region, parameter),
        instancesChanged: region => instances.changed(region),
    });
    const sts = new Sts(keys, iam, eks.clusters);
    const instances = new Instances(moto.endpoint, iam, sts);
    const permissions = authorizer && new Permissions(moto.endpoint, authorizer);
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
        others: { [agentPath]: podIdentityAgent(eks, sts) },
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
            // Keeps the machine's own settings from being read.
            AWS_CONFIG_FILE: join(folder.path, "no-aws-config"),
            AWS_SHARED_CREDENTIALS_FILE: join(folder.path, "no-aws-credentials"),
        }),
        fault: rule => faults.add(rule),
        addCluster: cluster => eks.clusters.add(cluster),
        removeCluster: (name, region) => eks.remove(name, region),
        onCreateCluster: start => {
            eks.lifecycle.start = start;
        },
        accessEntries: (name, region) => eks.entries({ name, region }),
        identify: (presignedUrl, headers) => identify(endpoint, keys, { url: new URL(presignedUrl), headers }),
        instanceCredentials: (instanceId, region) => instances.credentials(instanceId, region),
        publishImages: region => published.publish(region),
        emit: (region, event) => emit(moto.endpoint, region, event),
        inventory: region => inventory(moto.endpoint, region, eks.inventory(region)),
        onInstances: listener => instances.listen(listener),
        async stop() {
            await eks.stop();
            await gateway.stop();
            await moto.stop();
        },
    };
}
