import {
    GetInstanceProfileCommand,
    GetOpenIDConnectProviderCommand,
    GetRoleCommand,
    IAMClient,
    NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { motoClient } from "../moto-client.ts";
import { accountId, homeRegion } from "../partition.ts";
import type { PolicyDocument } from "./policy.ts";

/** A role with its trust policy. */
export interface Role {
    arn: string;
    id: string;
    name: string;
    trust: PolicyDocument;
}

/** Reads IAM behind the gateway, outside the record. */
export class Iam {
    private readonly clients = new Map<string, IAMClient>();
    private readonly endpoint: string;

    constructor(endpoint: string) {
        this.endpoint = endpoint;
    }

    /** A role by ARN; undefined if there is none, or if its path differs. */
    async role(arn: string): Promise<Role | undefined> {
        const name = arn.split("/").at(-1) ?? "";
        const found = await orNone(this.client(arn).send(new GetRoleCommand({ RoleName: name })));
        if (found?.Role?.Arn !== arn) return undefined;
        const { RoleId = "", AssumeRolePolicyDocument = "{}" } = found.Role;
        return { arn, id: RoleId, name, trust: JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)) };
    }

    /** ARN of the role in an instance profile. */
    async roleOfProfile(profileArn: string): Promise<string | undefined> {
        const command = new GetInstanceProfileCommand({ InstanceProfileName: profileArn.split("/").at(-1) });
        return (await orNone(this.client(profileArn).send(command)))?.InstanceProfile?.Roles?.[0]?.Arn;
    }

    /** Audiences of an OIDC provider; undefined if IAM has no such provider. */
    async audiences(providerArn: string): Promise<string[] | undefined> {
        const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn });
        return (await orNone(this.client(providerArn).send(command)))?.ClientIDList;
    }

    private client(arn: string): IAMClient {
        const region = homeRegion(arn.split(":")[1] ?? "aws");
        const client = this.clients.get(region) ?? new IAMClient(motoClient(this.endpoint, region));
        this.clients.set(region, client);
        return client;
    }
}

/** ARN of an issuer's OIDC provider. */
export const providerArn = (partition: string, issuer: string): string =>
    `arn:${partition}:iam::${accountId}:oidc-provider/${withoutScheme(issuer)}`;

export const withoutScheme = (issuer: string): string => issuer.replace(/^https:\/\//, "");

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
    }
}
