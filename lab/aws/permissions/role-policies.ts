import {
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    GetRolePolicyCommand,
    type IAMClient,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { homeRegion, partitionOfArn } from "../partition.ts";
import { type Account, tagsOf } from "./account.ts";
import type { NamedPolicy, RolePolicies } from "./question.ts";

/** Current policies of roles. Each role's policies are cached until a call may have changed IAM. */
export class PoliciesOfRoles {
    private readonly account: Account;
    private readonly known = new Map<string, Promise<RolePolicies>>();

    constructor(account: Account) {
        this.account = account;
    }

    of(roleArn: string): Promise<RolePolicies> {
        const policies =
            this.known.get(roleArn) ?? read(this.account.iam(homeRegion(partitionOfArn(roleArn))), roleArn);
        this.known.set(roleArn, policies);
        return policies;
    }

    /** Clears the cache after a call to IAM. */
    after({ service, action }: { service: string; action: string }): void {
        if (service === "iam" && !/^(Get|List)/.test(action)) this.known.clear();
    }
}

/** Policies of a role; none if the role no longer exists. */
async function read(iam: IAMClient, roleArn: string): Promise<RolePolicies> {
    const RoleName = roleArn.split("/").at(-1)!;
    try {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        const { AttachedPolicies = [] } = await iam.send(
            new ListAttachedRolePoliciesCommand({ RoleName, MaxItems: 1000 }),
        );
        const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems: 1000 }));
        const boundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
        return {
            tags: tagsOf(Role?.Tags),
            identity: await Promise.all([
                ...AttachedPolicies.map(({ PolicyArn }) => managed(iam, PolicyArn!)),
                ...PolicyNames.map(name => inline(iam, RoleName, name)),
            ]),
            ...(boundary && { boundary: await managed(iam, boundary) }),
        };
    } catch (error) {
        if (error instanceof NoSuchEntityException) return { tags: {}, identity: [] };
        throw error;
    }
}

/** The default version of a managed policy, customer or AWS managed. */
async function managed(iam: IAMClient, PolicyArn: string): Promise<NamedPolicy> {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const VersionId = Policy!.DefaultVersionId;
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    return { name: Policy!.PolicyName!, document: document(PolicyVersion!.Document!) };
}

async function inline(iam: IAMClient, RoleName: string, name: string): Promise<NamedPolicy> {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
    return { name, document: document(PolicyDocument!) };
}

const document = (escaped: string): object => JSON.parse(decodeURIComponent(escaped));
