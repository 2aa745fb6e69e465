import { plain } from "../../inputs/plain.ts";
import { isWindows } from "../../nodes/node-class.ts";
import type { Problem } from "../../problems/problem.ts";
import { crd, type Rule } from "../rule.ts";
import type { NodeClass } from "../stack.ts";

const path = "spec.networkInterfaces";

/** The network interfaces; none if any of them is pending. */
const interfacesOf = ({ spec }: NodeClass) => {
    const found = (spec.networkInterfaces ?? []).map(({ networkCardIndex, deviceIndex, interfaceType }) => ({
        card: plain<number>(networkCardIndex),
        device: plain<number>(deviceIndex),
        type: plain<string>(interfaceType),
    }));
    return found.some(({ card, device, type }) => card === undefined || device === undefined || !type) ? [] : found;
};

/** Requires network interfaces that an instance can have. */
export const networkInterfaces: Rule<NodeClass> = {
    name: "network-interfaces",
    verdict: "invalid",
    says: "`networkInterfaces` include the primary interface (card 0, device 0, type `interface`), use each pair of card and device once, and have at most one `efa-only` interface per card.",
    source: crd("EC2NodeClass"),
    *find(nodeClass): Generator<Problem> {
        const found = interfacesOf(nodeClass);
        if (
            found.length > 0 &&
            !found.some(({ card, device, type }) => card === 0 && device === 0 && type === "interface")
        )
            yield {
                path,
                message:
                    "missing the primary interface, expected one with networkCardIndex 0, deviceIndex 0 and interfaceType interface",
            };
        for (const [index, { card, device, type }] of found.entries()) {
            const same = found.findIndex(other => other.card === card && other.device === device);
            if (same < index)
                yield {
                    path: `${path}[${index}]`,
                    message: `found card ${card}, device ${device}, which ${path}[${same}] has already; use each pair once`,
                };
            const efa = found.findIndex(other => other.card === card && other.type === "efa-only");
            if (type === "efa-only" && efa < index)
                yield {
                    path: `${path}[${index}]`,
                    message: `found a second efa-only interface on card ${card}, after ${path}[${efa}]; expected at most one per card`,
                };
        }
    },
};

/** Forbids public addresses with several network interfaces. */
export const publicAddress: Rule<NodeClass> = {
    name: "public-address",
    verdict: "refused",
    says: "`associatePublicIPAddress: true` is set with at most one network interface: EC2 refuses it for an instance with several.",
    source: "https://karpenter.sh/docs/concepts/nodeclasses/#specassociatepublicipaddress",
    *find({ spec }): Generator<Problem> {
        const count = spec.networkInterfaces?.length ?? 0;
        if (plain(spec.associatePublicIPAddress) === true && count > 1)
            yield {
                path: "spec.associatePublicIPAddress",
                message: `found true with ${count} network interfaces, expected at most one; remove the others, or this field`,
            };
    },
};

/** Requires a timeout in `connectionTracking`. */
export const connectionTracking: Rule<NodeClass> = {
    name: "connection-tracking",
    verdict: "invalid",
    says: "`connectionTracking` sets at least one timeout.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        const { connectionTracking } = spec;
        const times = ["tcpEstablishedTimeout", "udpStreamTimeout", "udpTimeout"] as const;
        if (connectionTracking && times.every(time => connectionTracking[time] === undefined))
            yield {
                path: "spec.connectionTracking",
                message: `found none of ${times.join(", ")}, expected at least one`,
            };
    },
};

/** Requires either a name or an ID of a placement group. */
export const placementGroup: Rule<NodeClass> = {
    name: "placement-group",
    verdict: "invalid",
    says: "`placementGroupSelector` has either `name` or `id`.",
    source: crd("EC2NodeClass"),
    *find({ spec }): Generator<Problem> {
        const { placementGroupSelector: group } = spec;
        if (group && (group.name === undefined) === (group.id === undefined))
            yield {
                path: "spec.placementGroupSelector",
                message:
                    `found ${group.name === undefined ? "neither" : "both"} name and id, expected one of them`.replace(
                        "neither name and",
                        "neither name nor",
                    ),
            };
    },
};

/** Forbids Windows on IPv6 clusters. */
export const windowsIpv6: Rule<NodeClass> = {
    name: "windows-ipv6",
    verdict: "refused",
    says: "An IPv6 cluster has no Windows node classes: EKS gives Windows nodes only IPv4 addresses.",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html",
    *find({ spec }, { args }): Generator<Problem> {
        if (args.cluster.ipFamily !== "ipv6" || !isWindows(spec)) return;
        yield { path: "spec", message: "Windows is not supported on an IPv6 cluster; remove this class" };
    },
};
