import type { DiscoveryArgs } from "../../../components/network/discovery-args.ts";
import type { Args, Cases } from "../cases.ts";

const discovery = (discovery: DiscoveryArgs): Args => ({ discovery });
const subnets = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, `subnet-${i}`]));

export const cases: Cases = {
    "discovery-ids": {
        breaks: [
            [
                "ids of something else, and names",
                discovery({ subnets: { a: "sg-1" }, securityGroups: { b: "nodes" } }),
                [
                    'discovery.subnets.a: found "sg-1", expected an id such as "subnet-0123456789abcdef0"',
                    'discovery.securityGroups.b: found "nodes", expected an id such as "sg-0123456789abcdef0"',
                ],
            ],
        ],
        holds: [
            [
                "ids, short and long",
                discovery({ subnets: { a: "subnet-1", b: "subnet-0123456789abcdef0" }, securityGroups: { n: "sg-1" } }),
            ],
        ],
    },
    "discovery-once": {
        breaks: [
            [
                "one subnet under two names",
                discovery({ subnets: { a: "subnet-1", b: "subnet-1" } }),
                ['discovery.subnets.b: found "subnet-1", which discovery.subnets.a has already; remove one'],
            ],
        ],
        holds: [["two subnets", discovery({ subnets: { a: "subnet-1", b: "subnet-2" } })]],
    },
    "tagged-by-others": {
        breaks: [
            [
                "an id that is not given",
                discovery({ subnets: { a: "subnet-1" }, taggedByOthers: ["subnet-1", "subnet-9"] }),
                [
                    'discovery.taggedByOthers[1]: found "subnet-9", which is not in discovery.subnets or ' +
                        "discovery.securityGroups; add it there, or remove it",
                ],
            ],
        ],
        holds: [
            [
                "ids that are given",
                discovery({
                    subnets: { a: "subnet-1" },
                    securityGroups: { n: "sg-1" },
                    taggedByOthers: ["sg-1", "subnet-1"],
                }),
            ],
        ],
    },
    "select-by-id": {
        breaks: [
            [
                "no security groups",
                discovery({ selectBy: "Id", subnets: { a: "subnet-1" } }),
                [
                    "discovery.securityGroups: missing, expected ids to select by; or set discovery.selectBy to Tag, or set discovery.securityGroupSelectorTerms",
                ],
            ],
            [
                "more than a class takes",
                discovery({ selectBy: "Id", subnets: subnets(31), securityGroups: { a: "sg-1" } }),
                [
                    "discovery.subnets: found 31 ids, expected at most 30, the limit of a node class; set discovery.selectBy to Tag",
                ],
            ],
        ],
        holds: [
            [
                "as many as a class takes",
                discovery({ selectBy: "Id", subnets: subnets(30), securityGroups: { a: "sg-1" } }),
            ],
            [
                "terms in their place",
                discovery({
                    selectBy: "Id",
                    subnets: { a: "subnet-1" },
                    securityGroupSelectorTerms: [{ name: "nodes" }],
                }),
            ],
            ["none, by tag", discovery({ selectBy: "Tag", subnets: subnets(31) })],
        ],
    },
};
