import { AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";

/** Finds a taggable resource by its ARN. */
type Find = (arn: string) => { tags: Record<string, string> } | undefined;

/** EKS actions on tags. */
export function tagHandlers(...finds: Find[]): Handlers {
    const tagged = ({ resourceArn }: Record<string, any>) => {
        for (const find of finds) {
            const found = find(resourceArn);
            if (found) return found;
        }
        throw new AwsError(404, "NotFoundException", `No resource found for ${resourceArn}`);
    };
    return {
        "eks:ListTagsForResource": ({ parameters }) => ({ tags: tagged(parameters).tags }),
        "eks:TagResource": ({ parameters }) => {
            Object.assign(tagged(parameters).tags, parameters.tags);
            return {};
        },
        "eks:UntagResource": ({ parameters }) => {
            const { tags } = tagged(parameters);
            for (const key of [parameters.tagKeys].flat()) delete tags[key];
            return {};
        },
    };
}
