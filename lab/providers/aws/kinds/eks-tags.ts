import { TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-eks";
import type { Aws } from "../aws.ts";
import type { Tags } from "../tags.ts";

/** Changes the tags of an EKS resource. */
export async function tagOf({ eks }: Aws, resourceArn: string, put: Tags, remove: string[]): Promise<void> {
    if (remove.length) await eks.send(new UntagResourceCommand({ resourceArn, tagKeys: remove }));
    if (Object.keys(put).length) await eks.send(new TagResourceCommand({ resourceArn, tags: put }));
}
