import { runtime } from "@pulumi/pulumi";
import type { Facts } from "./facts.ts";

const { unknownValue } = runtime;

/** A resource's properties after creation that are not inputs. */
export type Outputs = Record<string, any>;

type Inputs = Record<string, any>;

/** Computed outputs of a resource, by its type and inputs. */
export type OutputsOf = (facts: Facts, type: string, inputs: Inputs) => Outputs;

/** A resource created by a remote component. The program gets a reference to it and reads its state. */
export class Child {
    readonly type: string;
    readonly id: string;
    readonly state: Outputs;

    constructor(type: string, id: string, state: Outputs) {
        this.type = type;
        this.id = id;
        this.state = state;
    }
}

const amazon = (facts: Facts, service: string, resource: string): string =>
    `arn:${facts.partition}:${service}:${facts.region}:${facts.accountId}:${resource}`;

/** Outputs of AWS and Kubernetes resources, as far as the program uses them. All others stay unknown. */
const outputs: Record<string, (facts: Facts, inputs: Inputs) => Outputs> = {
    "aws:iam/role:Role": (facts, { name, path }) => ({ id: name, arn: facts.iamArn(`role${path ?? "/"}${name}`) }),
    "aws:iam/policy:Policy": (facts, { name, path }) => {
        const arn = facts.iamArn(`policy${path ?? "/"}${name}`);
        return { id: arn, arn };
    },
    "aws:iam/instanceProfile:InstanceProfile": (facts, { name, path }) => ({
        id: name,
        arn: facts.iamArn(`instance-profile${path ?? "/"}${name}`),
    }),
    "aws:sqs/queue:Queue": (facts, { name }) => {
        const url = `https://sqs.${facts.region}.${facts.dnsSuffix}/${facts.accountId}/${name}`;
        return { id: url, url, arn: amazon(facts, "sqs", name) };
    },
    "aws:cloudwatch/eventRule:EventRule": (facts, { name }) => ({
        id: name,
        arn: amazon(facts, "events", `rule/${name}`),
    }),
    "kubernetes:helm.sh/v3:Release": (_facts, { name, namespace = "default", version = unknownValue }) => ({
        id: `${namespace}/${name}`,
        status: { name, namespace, version, revision: 1, status: "deployed" },
    }),
    "aws:eks/cluster:Cluster": (_facts, { name, vpcConfig }) => ({
        id: name,
        vpcConfig: { ...vpcConfig, clusterSecurityGroupId: unknownValue },
    }),
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": facts => ({
        id: facts.oidcProviderArn,
        arn: facts.oidcProviderArn,
    }),
    "eks:index:Cluster": (facts, { name, version }) => {
        const securityGroup = facts.assume(
            "cluster security group",
            "sg-0123456789abcdef0",
            "(known once the cluster is created)",
        );
        return {
            eksCluster: new Child("aws:eks/cluster:Cluster", name, {
                name,
                arn: amazon(facts, "eks", `cluster/${name}`),
                version: version ?? facts.version,
                endpoint: facts.endpoint,
                certificateAuthority: { data: facts.certificateAuthority },
                identities: [{ oidcs: [{ issuer: facts.oidcIssuer }] }],
                vpcConfig: { clusterSecurityGroupId: securityGroup, vpcId: facts.vpcId },
            }),
        };
    },
};

/** Known outputs of a resource. They are unknown, as in a preview, if the provider generates its name; an OIDC provider has a URL. */
export const outputsOf: OutputsOf = (facts, type, inputs) => {
    const known = outputs[type];
    return known && typeof (inputs.name ?? inputs.url) === "string" ? known(facts, inputs) : {};
};

/** Outputs of a resource in the preview that creates it: none is known but its inputs. */
export const unknownOutputsOf: OutputsOf = (facts, type, inputs) => {
    const entries = Object.entries(outputsOf(facts, type, inputs));
    return { ...Object.fromEntries(entries.map(([key, value]) => [key, unknownOf(value, inputs)])), id: "" };
};

function unknownOf(value: unknown, inputs: Inputs): unknown {
    if (!(value instanceof Child)) return unknownValue;
    const state = Object.keys(value.state).map(key => [key, inputs[key] ?? unknownValue]);
    return new Child(value.type, "", Object.fromEntries(state));
}
