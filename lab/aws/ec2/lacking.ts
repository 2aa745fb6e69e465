import { Answer, AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { AwsRequest } from "../gateway/request.ts";

const mostUserData = 16_384;

/** Small things of EC2 that moto lacks. */
export const lackingHandlers = (forward: (request: AwsRequest) => Promise<Answer>): Handlers => ({
    "ec2:DescribeCapacityReservations": () => ({ capacityReservationSet: [] }),
    "ec2:DescribePlacementGroups": () => ({ placementGroupSet: [] }),
    "ec2:CreateLaunchTemplate": request => {
        const userData = Buffer.from(request.parameters.LaunchTemplateData?.UserData ?? "", "base64");
        if (userData.length > mostUserData)
            throw new AwsError(400, "InvalidUserData.Malformed", `User data is limited to ${mostUserData} bytes`);
        return forward(request);
    },
    // moto breaks on these filters. No instance of the lab is ever unwell.
    "ec2:DescribeInstanceStatus": request =>
        (request.parameters.Filter ?? []).some(({ Name }: { Name: string }) => /\.(status|code)$/.test(Name))
            ? { instanceStatusSet: [] }
            : forward(request),
    // By its spot request a spot instance is known to be one.
    "ec2:DescribeInstances": async request => {
        const { status, headers, body } = await forward(request);
        const told = body.toString().split("</instanceId>").map(withSpotRequest).join("</instanceId>");
        return new Answer(status, headers, told);
    },
});

/** moto tells an instance's life cycle before its id. */
const withSpotRequest = (upToId: string): string =>
    upToId.replace(
        /<instanceLifecycle>spot<\/instanceLifecycle>/,
        lifecycle => `${lifecycle}<spotInstanceRequestId>sir-${upToId.slice(-8)}</spotInstanceRequestId>`,
    );
