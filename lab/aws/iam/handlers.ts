import {
    CreateRoleCommand,
    DeleteRoleCommand,
    IAMClient,
    type InstanceProfile,
    paginateListInstanceProfiles,
} from "@aws-sdk/client-iam";
import { AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import { motoClient } from "../moto-client.ts";

/** Names of service-linked roles that moto gets wrong. */
const linkedRoles: Record<string, string> = {
    "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
    "spotfleet.amazonaws.com": "AWSServiceRoleForEC2SpotFleet",
};

/** IAM features that moto lacks. */
export function iamHandlers(endpoint: string): Handlers {
    const client = (region: string) => new IAMClient(motoClient(endpoint, region));
    return {
        // moto ignores the path; Karpenter deletes unknown profiles under its own path.
        "iam:ListInstanceProfiles": async ({ region, parameters }) => {
            const profiles: InstanceProfile[] = [];
            for await (const page of paginateListInstanceProfiles({ client: client(region) }, {}))
                profiles.push(...(page.InstanceProfiles ?? []));
            const { PathPrefix = "/" } = parameters;
            return {
                InstanceProfiles: profiles.filter(({ Path }) => Path?.startsWith(PathPrefix)),
                IsTruncated: false,
            };
        },
        "iam:CreateServiceLinkedRole": async ({ region, parameters }) => {
            const { AWSServiceName, Description } = parameters;
            const RoleName = linkedRoles[AWSServiceName];
            if (!RoleName)
                throw new AwsError(400, "InvalidInput", `the lab has no service-linked role for ${AWSServiceName}`);
            const trust = { Effect: "Allow", Principal: { Service: AWSServiceName }, Action: "sts:AssumeRole" };
            try {
                const { Role } = await client(region).send(
                    new CreateRoleCommand({
                        RoleName,
                        Description,
                        Path: `/aws-service-role/${AWSServiceName}/`,
                        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
                    }),
                );
                return { Role };
            } catch (error) {
                if ((error as Error).name !== "EntityAlreadyExistsException") throw error;
                const taken = `Service role name ${RoleName} has been taken in this account, please try a different suffix.`;
                throw new AwsError(400, "InvalidInput", taken);
            }
        },
        "iam:DeleteServiceLinkedRole": async ({ region, parameters }) => {
            await client(region).send(new DeleteRoleCommand({ RoleName: parameters.RoleName }));
            return { DeletionTaskId: `task/aws-service-role/${parameters.RoleName}` };
        },
        "iam:GetServiceLinkedRoleDeletionStatus": () => ({ Status: "SUCCEEDED" }),
    };
}
