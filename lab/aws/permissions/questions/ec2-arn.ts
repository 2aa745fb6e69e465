import { arnOf, partitionOf } from "../../partition.ts";

/** Resource types by id prefix, named as in the service authorization reference. */
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

/** Types without an account in their ARNs, since they may belong to any account. */
const ofNoAccount = new Set(["image", "snapshot"]);

/** ARN of an EC2 resource. Without an id, of a resource to be created. */
export const ec2Arn = (region: string, type: string, id = "*"): string =>
    ofNoAccount.has(type)
        ? `arn:${partitionOf(region)}:ec2:${region}::${type}/${id}`
        : arnOf(region, "ec2", `${type}/${id}`);

/** ARN for an id; undefined for unknown types. */
export const arnOfId = (region: string, id: string): string | undefined => {
    const type = typeOf(id);
    return type && ec2Arn(region, type, id);
};
