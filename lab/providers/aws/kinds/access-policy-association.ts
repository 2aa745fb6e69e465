import {
    AssociateAccessPolicyCommand,
    DisassociateAccessPolicyCommand,
    paginateListAssociatedAccessPolicies,
} from "@aws-sdk/client-eks";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { fixed, type Kind } from "../kind.ts";

/** An access policy of an access entry. */
export const accessPolicyAssociation: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/access_policy_association.go",
    inputs: {
        clusterName: fixed,
        principalArn: fixed,
        policyArn: fixed,
        accessScope: {
            type: "block",
            required: true,
            replaces: true,
            fields: { type: { type: "string", required: true }, namespaces: { type: "set" } },
        },
    },
    outputs: ["associatedAt", "modifiedAt", "region"],
    async create({ eks }, { clusterName, principalArn, policyArn, accessScope }) {
        await eks.send(new AssociateAccessPolicyCommand({ clusterName, principalArn, policyArn, accessScope }));
        return `${clusterName}#${principalArn}#${policyArn}`;
    },
    async read(aws, id) {
        const parts = partsOf(id);
        const association = (await found(associated(aws, parts)))?.find(one => one.policyArn === parts.policyArn);
        const { type, namespaces = [] } = association?.accessScope ?? {};
        return (
            association && {
                ...parts,
                accessScope: { type, namespaces },
                associatedAt: association.associatedAt?.toISOString(),
                modifiedAt: association.modifiedAt?.toISOString(),
                region: aws.region,
            }
        );
    },
    delete: ({ eks }, id) => eks.send(new DisassociateAccessPolicyCommand(partsOf(id))),
};

function partsOf(id: string) {
    const form = "clusterName#principalArn#policyArn";
    const [clusterName, rest] = twoParts(id, "#", form);
    const [principalArn, policyArn] = twoParts(rest, "#", form);
    return { clusterName, principalArn, policyArn };
}

async function associated({ eks }: Aws, { clusterName, principalArn }: ReturnType<typeof partsOf>) {
    const all = [];
    for await (const page of paginateListAssociatedAccessPolicies({ client: eks }, { clusterName, principalArn }))
        all.push(...(page.associatedAccessPolicies ?? []));
    return all;
}
