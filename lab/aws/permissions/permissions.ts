import type { Caller } from "../gateway/keys.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { Account } from "./account.ts";
import { globalContext } from "./context.ts";
import { Denied } from "./denied.ts";
import type { Authorizer } from "./question.ts";
import { questionsFor } from "./questions/questions.ts";
import { PoliciesOfRoles } from "./role-policies.ts";

/**
 * Allows requests according to the caller's role policies. The administrator has all permissions, and a caller
 * without keys may request them with a token.
 */
export class Permissions {
    private readonly authorizer: Authorizer;
    private readonly account: Account;
    private readonly policies: PoliciesOfRoles;

    constructor(endpoint: string, authorizer: Authorizer) {
        this.authorizer = authorizer;
        this.account = new Account(endpoint);
        this.policies = new PoliciesOfRoles(this.account);
    }

    /** Throws if a question is denied, for the first such question. */
    async check(request: AwsRequest, caller: Caller): Promise<void> {
        if (!caller.roleArn) return;
        const policies = await this.policies.of(caller.roleArn);
        const context = globalContext(request, caller, policies.tags);
        for (const question of await questionsFor(request, this.account)) {
            const whole = { ...question, context: { ...context, ...question.context } };
            const refusal = await this.authorizer.judge(whole, caller.arn, policies);
            if (refusal) throw new Denied(request, caller, whole, refusal);
        }
    }

    after(call: { service: string; action: string }): void {
        this.policies.after(call);
    }
}
