import { arnOf, partitionOf } from "../../partition.ts";

/** Types by the prefixes of their ids, as the service authorization reference names them. */
const types: Record<string, string> = {
    ami: "image",
    cr: "capacity-reservation",
    eni: "network-interface",
    fleet: "fleet",
    i: "instance",
    lt: "launch-template",
    pg: "placement-group",
    sg: "security-group",
    sir: "spot-instances-request",
    snap: "snapshot",
    subnet: "subnet",
    vol: "volume",
    vpc: "vpc",
};

const typeOf = (id: string): string | undefined => types[id.slice(0, id.indexOf("-"))];

/** Types whose ARNs name no account: anybody's may be used. */
const ofNoAccount = new Set(["image", "snapshot"]);

/** The ARN of a thing in EC2; without an id, of one that is yet to be made. */
export const ec2Arn = (region: string, type: string, id = "*"): string =>
    ofNoAccount.has(type)
        ? `arn:${partitionOf(region)}:ec2:${region}::${type}/${id}`
        : arnOf(region, "ec2", `${type}/${id}`);

/** The ARN of what has this id; undefined where the lab does not know the kind. */
export const arnOfId = (region: string, id: string): string | undefined => {
    const type = typeOf(id);
    return type && ec2Arn(region, type, id);
};
