import type { Handlers } from "../gateway/gateway.ts";
import type { AccessEntries } from "./access-entries.ts";
import { invalidParameter, invalidRequest, notFound } from "./errors.ts";

/** An access policy of an access entry. */
interface AssociatedPolicy {
    policyArn: string;
    accessScope: { type: "cluster" | "namespace"; namespaces: string[] };
    associatedAt: number;
    modifiedAt: number;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const known = /^arn:aws[\w-]*:eks::aws:cluster-access-policy\/AmazonEKS(ClusterAdmin|Admin|AdminView|Edit|View)Policy$/;

/** Access policies of access entries. */
export class AccessPolicies {
    readonly handlers: Handlers;
    /** Policies by the ARN of the access entry, then by their own. */
    private readonly kept = new Map<string, Map<string, AssociatedPolicy>>();

    constructor(entries: AccessEntries) {
        this.handlers = {
            "eks:AssociateAccessPolicy": ({ region, parameters }) => {
                const { clusterName, principalArn, accessEntryArn, type } = entries.named(region, parameters);
                if (type !== "STANDARD")
                    throw invalidRequest(
                        `Access policies can be associated with entries of type STANDARD only, not ${type}.`,
                    );
                return {
                    clusterName,
                    principalArn,
                    associatedAccessPolicy: this.associate(
                        accessEntryArn,
                        parameters.policyArn,
                        parameters.accessScope,
                    ),
                };
            },
            "eks:DisassociateAccessPolicy": ({ region, parameters }) => {
                const { accessEntryArn } = entries.named(region, parameters);
                if (!this.kept.get(accessEntryArn)?.delete(parameters.policyArn))
                    throw notFound("The specified policyArn could not be found.");
                return {};
            },
            "eks:ListAssociatedAccessPolicies": ({ region, parameters }) => {
                const { clusterName, principalArn, accessEntryArn } = entries.named(region, parameters);
                return { clusterName, principalArn, associatedAccessPolicies: this.of(accessEntryArn) };
            },
        };
    }

    of(accessEntryArn: string): AssociatedPolicy[] {
        return [...(this.kept.get(accessEntryArn)?.values() ?? [])];
    }

    associate(
        accessEntryArn: string,
        policyArn: string,
        { type, namespaces = [] }: { type: "cluster" | "namespace"; namespaces?: string[] },
    ): AssociatedPolicy {
        if (!known.test(policyArn)) throw invalidParameter("The policyArn parameter format is not valid");
        if ((type === "namespace") !== namespaces.length > 0)
            throw invalidParameter("Namespaces must be given with the access scope namespace, and with no other.");
        const policies = this.kept.get(accessEntryArn) ?? new Map<string, AssociatedPolicy>();
        const now = Date.now() / 1000;
        const associatedAt = policies.get(policyArn)?.associatedAt ?? now;
        const policy = { policyArn, accessScope: { type, namespaces }, associatedAt, modifiedAt: now };
        this.kept.set(accessEntryArn, policies.set(policyArn, policy));
        return policy;
    }
}
