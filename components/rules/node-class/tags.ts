import { plain } from "../../inputs/plain.ts";
import { below } from "../../problems/path.ts";
import type { Problem } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const exact = [
    "eks:eks-cluster-name",
    "karpenter.sh/nodepool",
    "karpenter.sh/nodeclaim",
    "karpenter.k8s.aws/ec2nodeclass",
];

/** Whether a tag is one of Karpenter's own, by which it identifies its instances. */
export const isRestricted = (key: string): boolean => exact.includes(key) || key.startsWith("kubernetes.io/cluster");

/** Forbids tags that Karpenter sets. */
export const restrictedTag: Rule<NodeClass> = {
    name: "restricted-tag",
    verdict: "invalid",
    says: "Tags have a key, and it is none of those that Karpenter sets: `eks:eks-cluster-name`, `karpenter.sh/nodepool`, `karpenter.sh/nodeclaim`, `karpenter.k8s.aws/ec2nodeclass`, `kubernetes.io/cluster/…`.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        for (const key of Object.keys(spec.tags ?? {})) {
            if (key !== "" && !isRestricted(key)) continue;
            const message = key === "" ? "found an empty key" : "Karpenter sets this tag itself; remove it";
            yield { path: below("spec.tags", key), message };
        }
    },
};

/** Requires tags that EC2 accepts. */
export const tagForm: Rule<NodeClass> = {
    name: "tag-form",
    verdict: "refused",
    says: "EC2 accepts the tags: keys have at most 128 characters and do not start with `aws:`, values have at most 256 characters, and there are at most 44 tags, because EC2 allows 50 and Karpenter adds six.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions",
    *find({ spec }, { args }): Generator<Problem> {
        const tags = Object.entries(spec.tags ?? {});
        const all = Object.keys({ ...args.tags, ...spec.tags }).length;
        for (const [key, given] of tags) {
            const value = plain<string>(given) ?? "";
            const path = below("spec.tags", key);
            if (/^aws:/i.test(key))
                yield { path, message: "found a key that starts with aws:, which AWS reserves; use another key" };
            if ([...key].length > 128)
                yield { path, message: `found a key of ${[...key].length} characters, expected at most 128` };
            if ([...value].length > 256)
                yield { path, message: `found a value of ${[...value].length} characters, expected at most 256` };
        }
        if (tags.length > 0 && all > 44)
            yield {
                path: "spec.tags",
                message: `found ${all} tags, including the stack's, expected at most 44: Karpenter adds six, and EC2 allows 50`,
            };
    },
};
