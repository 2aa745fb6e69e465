import type { Caller } from "../gateway/keys.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { Account } from "./account.ts";
import { asks } from "./asks/asks.ts";
import { globalContext } from "./context.ts";
import { Denied } from "./denied.ts";
import type { Authorizer } from "./question.ts";
import { PoliciesOfRoles } from "./role-policies.ts";

/** Lets through what a role's policies allow. The administrator may do anything, and who has no keys yet asks for them by a token. */
export class Permissions {
    private readonly authorizer: Authorizer;
    private readonly account: Account;
    private readonly policies: PoliciesOfRoles;

    constructor(endpoint: string, authorizer: Authorizer) {
        this.authorizer = authorizer;
        this.account = new Account(endpoint);
        this.policies = new PoliciesOfRoles(this.account);
    }

    /** Throws where AWS would refuse; by the first of its questions that is answered with no. */
    async check(request: AwsRequest, caller: Caller): Promise<void> {
        if (!caller.roleArn) return;
        const policies = await this.policies.of(caller.roleArn);
        const context = globalContext(request, caller, policies.tags);
        for (const question of await asks(request, this.account)) {
            const whole = { ...question, context: { ...context, ...question.context } };
            const refusal = await this.authorizer.judge(whole, caller.arn, policies);
            if (refusal) throw new Denied(request, caller, whole, refusal);
        }
    }

    after(call: { service: string; action: string }): void {
        this.policies.after(call);
    }
}
