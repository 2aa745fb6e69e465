import { goPart } from "./go.ts";
import type { Part } from "./part.ts";

/** A Kubernetes program that reports its version as official builds do. */
export const kubernetesPart = (name: string, minutes: number): Part =>
    goPart({
        name,
        folder: "kubernetes",
        module: "k8s.io/kubernetes",
        package: `cmd/${name}`,
        variables: version => {
            const [major, minor] = version.split(".");
            const facts = { gitVersion: `v${version}`, gitMajor: major!, gitMinor: minor! };
            return Object.fromEntries(
                ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap(path =>
                    Object.entries(facts).map(([name, value]) => [`${path}.${name}`, value]),
                ),
            );
        },
        minutes,
    });
