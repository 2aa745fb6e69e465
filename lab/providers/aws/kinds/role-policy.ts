import {
    AttachRolePolicyCommand,
    DeleteRolePolicyCommand,
    DetachRolePolicyCommand,
    GetRolePolicyCommand,
    PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Properties } from "../../plugin.ts";
import { type Aws, found } from "../aws.ts";
import { twoParts } from "../ids.ts";
import { type Kind, name } from "../kind.ts";
import { attached } from "./role.ts";

/** An inline policy of a role. */
export const rolePolicy: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role_policy.go",
    inputs: {
        name,
        role: { type: "string", required: true, replaces: true },
        policy: { type: "policy", required: true },
    },
    outputs: ["namePrefix"],
    async create(aws, inputs) {
        await put(aws, inputs);
        return `${inputs.role}:${inputs.name}`;
    },
    async read({ iam }, id) {
        const [RoleName, PolicyName] = twoParts(id, ":", "role:name");
        const policy = await found(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
        return (
            policy && {
                name: PolicyName,
                namePrefix: "",
                role: RoleName,
                policy: decodeURIComponent(policy.PolicyDocument!),
            }
        );
    },
    update: (aws, _id, inputs) => put(aws, inputs),
    delete: ({ iam }, _id, { role, name }) =>
        iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: name })),
};

async function put({ iam }: Aws, { role, name, policy }: Properties): Promise<void> {
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
}

/** An attachment of a managed policy to a role. */
export const rolePolicyAttachment: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role_policy_attachment.go",
    inputs: {
        role: { type: "string", required: true, replaces: true },
        policyArn: { type: "string", required: true, replaces: true },
    },
    outputs: [],
    async create({ iam }, { role, policyArn }) {
        await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: policyArn }));
        return `${role}/${policyArn}`;
    },
    async read(aws, id) {
        const [role, policyArn] = twoParts(id, "/", "role/policyArn");
        const arns = await found(attached(aws, role));
        return arns?.includes(policyArn) ? { role, policyArn } : undefined;
    },
    delete: ({ iam }, _id, { role, policyArn }) =>
        iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: policyArn })),
};
