import { understand } from "../../../lab/aws/gateway/request.ts";
import type { Question } from "../../../lab/aws/permissions/question.ts";
import { questionsFor } from "../../../lab/aws/permissions/questions/questions.ts";
import { type FakeAccount, fakeAccount } from "./fake-account.ts";
import { Simulator } from "./simulator.ts";

/** A request to AWS as it comes in: fields of a form, or JSON with its target, or a path. */
export interface Sent {
    service: string;
    form?: Record<string, string>;
    json?: { target: string; body: object };
    path?: string;
}

/** What AWS asks about a request. Fails on a question that is not in AWS's service authorization reference. */
export async function asked({ service, form, json, path = "/" }: Sent, account: FakeAccount): Promise<Question[]> {
    const { region } = account;
    const headers: Record<string, string> = {
        authorization: `AWS4-HMAC-SHA256 Credential=AKIA1/20260101/${region}/${service}/aws4_request, SignedHeaders=host`,
        ...(form && { "content-type": "application/x-www-form-urlencoded" }),
        ...(json && { "x-amz-target": json.target }),
    };
    const request = understand({
        method: form || json ? "POST" : "GET",
        url: new URL(path, "http://127.0.0.1"),
        headers,
        body: Buffer.from(form ? String(new URLSearchParams(form)) : JSON.stringify(json?.body ?? {})),
        gone: new AbortController().signal,
    });
    const questions = await questionsFor(request!, fakeAccount(account));
    const all = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    for (const question of questions)
        await new Simulator().judge(question, "arn:aws:sts::123456789012:assumed-role/controller/me", {
            tags: {},
            identity: [{ name: "all", document: all }],
        });
    return questions;
}

/** Fields of a form for tags of some types of resource. */
export const tagFields = (specifications: Record<string, Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(specifications).flatMap(([type, tags], index) => {
            const at = `TagSpecification.${index + 1}`;
            return [
                [`${at}.ResourceType`, type],
                ...Object.entries(tags).flatMap(([key, value], tag) => [
                    [`${at}.Tag.${tag + 1}.Key`, key],
                    [`${at}.Tag.${tag + 1}.Value`, value],
                ]),
            ];
        }),
    );
