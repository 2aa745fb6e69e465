import type { NetworkInterface } from "../../../components/nodes/node-class-spec.ts";
import { type Args, type Cases, cluster, nodeClass, windows } from "../cases.ts";

const path = "nodeClasses.a.spec";
const card = (
    networkCardIndex: number,
    deviceIndex: number,
    interfaceType: NetworkInterface["interfaceType"] = "interface",
): NetworkInterface => ({ networkCardIndex, deviceIndex, interfaceType });
const cards = (...networkInterfaces: NetworkInterface[]) => nodeClass({ networkInterfaces });
const ipv6: Args = { cluster: { ...cluster, ipFamily: "ipv6" } };

export const cases: Cases = {
    "network-interfaces": {
        breaks: [
            [
                "no primary one",
                cards(card(0, 1), card(1, 0)),
                [
                    `${path}.networkInterfaces: missing the primary interface, expected one with networkCardIndex 0, deviceIndex 0 and interfaceType interface`,
                ],
            ],
            [
                "a primary one of EFA alone",
                cards(card(0, 0, "efa-only")),
                [
                    `${path}.networkInterfaces: missing the primary interface, expected one with networkCardIndex 0, deviceIndex 0 and interfaceType interface`,
                ],
            ],
            [
                "a card and device twice",
                cards(card(0, 0), card(1, 1), card(1, 1)),
                [
                    `${path}.networkInterfaces[2]: found card 1, device 1, which spec.networkInterfaces[1] has already; use each pair once`,
                ],
            ],
            [
                "two of EFA alone on a card",
                cards(card(0, 0), card(1, 1, "efa-only"), card(1, 2, "efa-only")),
                [
                    `${path}.networkInterfaces[2]: found a second efa-only interface on card 1, after spec.networkInterfaces[1]; expected at most one per card`,
                ],
            ],
        ],
        holds: [["one of EFA alone on each card", cards(card(0, 0), card(0, 1, "efa-only"), card(1, 1, "efa-only"))]],
    },
    "public-address": {
        breaks: [
            [
                "a public address for two interfaces",
                nodeClass({ associatePublicIPAddress: true, networkInterfaces: [card(0, 0), card(1, 1)] }),
                [
                    `${path}.associatePublicIPAddress: found true with 2 network interfaces, expected at most one; remove the others, or this field`,
                ],
            ],
        ],
        holds: [
            [
                "a public address for one",
                nodeClass({ associatePublicIPAddress: true, networkInterfaces: [card(0, 0)] }),
            ],
            [
                "none for two",
                nodeClass({ associatePublicIPAddress: false, networkInterfaces: [card(0, 0), card(1, 1)] }),
            ],
        ],
    },
    "connection-tracking": {
        breaks: [
            [
                "no time",
                nodeClass({ connectionTracking: {} }),
                [
                    `${path}.connectionTracking: found none of tcpEstablishedTimeout, udpStreamTimeout, udpTimeout, expected at least one`,
                ],
            ],
        ],
        holds: [["one", nodeClass({ connectionTracking: { udpTimeout: 30 } })]],
    },
    "placement-group": {
        breaks: [
            [
                "a name and an id",
                nodeClass({ placementGroupSelector: { name: "a", id: "pg-1" } }),
                [`${path}.placementGroupSelector: found both name and id, expected one of them`],
            ],
            [
                "neither",
                nodeClass({ placementGroupSelector: {} }),
                [`${path}.placementGroupSelector: found neither name nor id, expected one of them`],
            ],
        ],
        holds: [["an id", nodeClass({ placementGroupSelector: { id: "pg-1" } })]],
    },
    "windows-ipv6": {
        breaks: [
            [
                "Windows on a cluster of IPv6",
                { ...nodeClass({}, windows), ...ipv6 },
                [`${path}: Windows is not supported on an IPv6 cluster; remove this class`],
            ],
        ],
        holds: [
            ["Windows on a cluster of IPv4", nodeClass({}, windows)],
            ["Linux on a cluster of IPv6", { ...nodeClass({}), ...ipv6 }],
        ],
    },
};
