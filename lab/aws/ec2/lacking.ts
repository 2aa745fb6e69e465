import { Answer, AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { AwsRequest } from "../gateway/request.ts";

const mostUserData = 16_384;

/** Small EC2 features that moto lacks. */
export const lackingHandlers = (forward: (request: AwsRequest) => Promise<Answer>): Handlers => ({
    "ec2:DescribeCapacityReservations": () => ({ capacityReservationSet: [] }),
    "ec2:DescribePlacementGroups": () => ({ placementGroupSet: [] }),
    "ec2:CreateLaunchTemplate": request => {
        const userData = Buffer.from(request.parameters.LaunchTemplateData?.UserData ?? "", "base64");
        if (userData.length > mostUserData)
            throw new AwsError(400, "InvalidUserData.Malformed", `User data is limited to ${mostUserData} bytes`);
        return forward(request);
    },
    // moto fails on these filters. All instances of the lab are healthy.
    "ec2:DescribeInstanceStatus": request =>
        (request.parameters.Filter ?? []).some(({ Name }: { Name: string }) => /\.(status|code)$/.test(Name))
            ? { instanceStatusSet: [] }
            : forward(request),
    // The spot request id marks an instance as spot.
    "ec2:DescribeInstances": async request => {
        const { status, headers, body } = await forward(request);
        const told = body.toString().split("</instanceId>").map(withSpotRequest).join("</instanceId>");
        return new Answer(status, headers, told);
    },
});

/** moto writes an instance's life cycle before its id. */
const withSpotRequest = (upToId: string): string =>
    upToId.replace(
        /<instanceLifecycle>spot<\/instanceLifecycle>/,
        lifecycle => `${lifecycle}<spotInstanceRequestId>sir-${upToId.slice(-8)}</spotInstanceRequestId>`,
    );
