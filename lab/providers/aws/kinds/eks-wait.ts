import { DescribeUpdateCommand, type Update } from "@aws-sdk/client-eks";
import { type Aws, found } from "../aws.ts";
import { type Expected, waitFor } from "../wait.ts";

/** A cluster, node group, Fargate profile or add-on. */
interface EksResource {
    status?: string;
    health?: { issues?: { code?: string; message?: string }[] };
}

/** Waits until an EKS resource has a status, or is gone. */
export const settled = (
    aws: Aws,
    expected: Expected,
    describe: () => Promise<EksResource | undefined>,
): Promise<void> =>
    waitFor(aws, expected, async () => {
        const found = await describe();
        const issues = found?.health?.issues ?? [];
        return found && { status: found.status, reasons: issues.map(({ code, message }) => `${code}: ${message}`) };
    });

/** Waits until an update of a cluster, or of its node group or add-on, has succeeded. */
export const updated = (
    aws: Aws,
    of: { name: string; nodegroupName?: string; addonName?: string },
    { update }: { update?: Update },
): Promise<void> =>
    waitFor(aws, { target: "Successful", pending: ["InProgress"] }, async () => {
        const command = new DescribeUpdateCommand({ ...of, updateId: update!.id });
        const now = (await found(aws.eks.send(command)))?.update;
        const errors = now?.errors ?? [];
        return (
            now && {
                status: now.status,
                reasons: errors.map(({ errorCode, errorMessage }) => `${errorCode}: ${errorMessage}`),
            }
        );
    });
