import { byId, type Cases, nodeClass } from "../cases.ts";

const path = "nodeClasses.a.spec";
const tags = { team: "a" };

export const cases: Cases = {
    "selector-terms": {
        breaks: [
            [
                "terms that select by nothing",
                nodeClass({
                    subnetSelectorTerms: [{}],
                    securityGroupSelectorTerms: [{}],
                    capacityReservationSelectorTerms: [{ ownerID: "123456789012" }],
                }),
                [
                    `${path}.subnetSelectorTerms[0]: found nothing to select by, expected id or tags`,
                    `${path}.securityGroupSelectorTerms[0]: found nothing to select by, expected id or name or tags`,
                    `${path}.capacityReservationSelectorTerms[0]: found nothing to select by, expected id or tags or instanceMatchCriteria`,
                ],
            ],
            [
                "tags beside the id in every term",
                nodeClass({ subnetSelectorTerms: [{ id: "subnet-1", tags }] }),
                [`${path}.subnetSelectorTerms[0]: found tags together with id; id must be the only field of a term`],
            ],
            [
                "selector terms for every class that select by nothing",
                { ...nodeClass({}), discovery: { subnetSelectorTerms: [{}], securityGroupSelectorTerms: [] } },
                [
                    "discovery.subnetSelectorTerms[0]: found nothing to select by, expected id or tags",
                    "discovery.securityGroupSelectorTerms: found no terms, expected at least one; or remove the key",
                ],
            ],
        ],
        holds: [
            [
                "each way alone",
                nodeClass({
                    subnetSelectorTerms: [{ id: "subnet-1" }, { tags }],
                    securityGroupSelectorTerms: [{ id: "sg-1" }, { name: "n" }, { tags }],
                }),
            ],
        ],
    },
    "selector-term-alone": {
        breaks: [
            [
                "tags beside the id in one term of two",
                nodeClass({ subnetSelectorTerms: [{ id: "subnet-1", tags }, { id: "subnet-2" }] }),
                [`${path}.subnetSelectorTerms[0]: found tags together with id; id must be the only field of a term`],
            ],
            [
                "tags beside the name in one term of two",
                nodeClass({ securityGroupSelectorTerms: [{ name: "n", tags }, { tags }] }),
                [
                    `${path}.securityGroupSelectorTerms[0]: found tags together with name; name must be the only field of a term`,
                ],
            ],
        ],
        holds: [["ids and tags in two terms", nodeClass({ subnetSelectorTerms: [{ id: "subnet-1" }, { tags }] })]],
    },
    "selector-tags": {
        breaks: [
            [
                "an empty value, and an empty key",
                nodeClass(
                    { amiSelectorTerms: [{ tags: { team: "" } }], subnetSelectorTerms: [{ tags: { "": "a" } }] },
                    byId,
                ),
                [
                    `${path}.amiSelectorTerms[0].tags.team: found "", expected a value, or "*" for any`,
                    `${path}.subnetSelectorTerms[0].tags[""]: found an empty key`,
                ],
            ],
        ],
        holds: [["any value", nodeClass({ subnetSelectorTerms: [{ tags: { team: "*" } }] })]],
    },
    "selector-ids": {
        breaks: [
            [
                "what is more than an id",
                nodeClass(
                    {
                        amiSelectorTerms: [{ id: "ami-1.old" }],
                        subnetSelectorTerms: [{ id: "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1" }],
                        securityGroupSelectorTerms: [{ id: "sg-1," }],
                    },
                    byId,
                ),
                [
                    `${path}.amiSelectorTerms[0].id: found "ami-1.old", expected an id such as "ami-0123456789abcdef0"`,
                    `${path}.subnetSelectorTerms[0].id: found "arn:aws:ec2:us-west-2:123456789012:subnet/subnet-1", expected an id such as "subnet-0123456789abcdef0"`,
                    `${path}.securityGroupSelectorTerms[0].id: found "sg-1,", expected an id such as "sg-0123456789abcdef0"`,
                ],
            ],
        ],
        holds: [
            [
                "ids, short and long",
                nodeClass({ subnetSelectorTerms: [{ id: "subnet-1" }, { id: "subnet-0123456789abcdef0" }] }),
            ],
        ],
    },
};
