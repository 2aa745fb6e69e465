import type { NamesArgs } from "../../../components/aws/names-args.ts";
import type { Args, Cases } from "../cases.ts";

const names = (names: NamesArgs): Args => ({ names });
const long = (length: number) => "x".repeat(length);
const shown = `found "${long(56)}...`;
const iam = "letters, digits and +=,.@_-";

export const cases: Cases = {
    "name-form": {
        breaks: [
            [
                "names that are too long",
                names({
                    nodeRole: long(65),
                    controllerRole: long(66),
                    policies: long(111),
                    queue: long(81),
                    rules: long(33),
                }),
                [
                    `names.nodeRole: ${shown}, expected 1 to 64 characters: ${iam}`,
                    `names.controllerRole: ${shown}, expected 1 to 64 characters: ${iam}`,
                    `names.policies: ${shown}, expected 1 to 110 characters: ${iam}`,
                    `names.queue: ${shown}, expected 1 to 80 characters: letters, digits, _ and -`,
                    `names.rules: found "${long(33)}", expected 1 to 32 characters: letters, digits and ._-`,
                ],
            ],
            [
                "characters that AWS does not take, and none at all",
                names({ nodeRole: "team/nodes", queue: "a.fifo", rules: "" }),
                [
                    `names.nodeRole: found "team/nodes", expected 1 to 64 characters: ${iam}`,
                    'names.queue: found "a.fifo", expected 1 to 80 characters: letters, digits, _ and -',
                    'names.rules: found "", expected 1 to 32 characters: letters, digits and ._-',
                ],
            ],
        ],
        holds: [
            [
                "the longest, and the region in them",
                names({
                    nodeRole: long(64),
                    controllerRole: long(63),
                    policies: long(110),
                    queue: long(80),
                    rules: long(32),
                    region: true,
                }),
            ],
            ["every character that IAM takes", names({ nodeRole: "a+b=c,d.e@f-g_h" })],
        ],
    },
    "separate-roles": {
        breaks: [
            [
                "one name for both",
                names({ nodeRole: "same", controllerRole: "same" }),
                ['names.controllerRole: found "same", which is also the node role\'s name; set another'],
            ],
            [
                "the other's own",
                names({ controllerRole: "dev-nodeRole" }),
                ['names.controllerRole: found "dev-nodeRole", which is also the node role\'s name; set another'],
            ],
        ],
        holds: [["names that differ in case", names({ nodeRole: "same", controllerRole: "Same" })]],
    },
};
