import { type Outcome, readArguments } from "../command/command.ts";
import { Mistake, textOf } from "../command/mistake.ts";
import { accessTo, awsOf } from "./access.ts";
import { judge } from "./judge.ts";
import { readObjects } from "./reader.ts";
import { report } from "./report.ts";
import { stackOf } from "./stack.ts";

const options = { config: { type: "string" }, context: { type: "string" }, kubeconfig: { type: "string" } } as const;
const usage = "usage: npm run blockers -- STACK [--config FILE] [--context NAME] [--kubeconfig FILE]";

/** Reports everything that holds deletions in a stack's cluster. Exit code 0: nothing; 1: something; 2: no answer. */
export async function blockers(args: string[], now: number): Promise<Outcome> {
    try {
        const { stack: name, values } = readArguments(args, options, usage);
        const stack = stackOf(name, values.config);
        const access = await accessTo(stack, values);
        const { namespace } = stack.controller;
        const server = access.getCurrentCluster()?.server;
        const objects = await readObjects(access, namespace).catch(error => {
            throw new Mistake(unread(error, server));
        });
        const context = { now, ...stack, cluster: stack.cluster.name, aws: awsOf(stack).join(" ") };
        const judgement = judge(objects, context);
        const stdout = report(judgement, `Stack ${name}, cluster ${stack.cluster.name} at ${server}`, now);
        return { code: judgement.blocked.length || judgement.controller.length ? 1 : 0, stdout, stderr: "" };
    } catch (error) {
        return { code: 2, stdout: "", stderr: `${textOf(error)}\n` };
    }
}

/** Describes why the API server could not be read, with a hint at the setting to change. */
function unread(error: Error & { status?: number; cause?: Error }, server: string | undefined): string {
    if (error instanceof Mistake) return error.message;
    const reason = (error.cause ?? error).message.trim() || String(error);
    if (error.status === 401)
        return `${server} rejects the credentials: ${reason}; kubernetes.profile and kubernetes.roleArn select them`;
    if (error.status !== undefined) return `${server} answered ${error.status}: ${reason}`;
    return `${server} can't be reached: ${reason}; a private API server is reachable only from inside its VPC`;
}
