import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkSecret, withSecrets } from "../../stack/secrets.ts";

const given = (...secret: string[]) =>
    pulumi.runtime.setAllConfig(
        {},
        secret.map(group => `eks-karpenter:${group}`),
    );
const settings = {
    cluster: { name: "dev" },
    install: { values: { controller: { env: [{ name: "TOKEN", value: "t" }] }, logLevel: "info" } },
    nodeClasses: {
        a: { spec: { amiSelectorTerms: [{ id: "ami-1" }], userData: "token" } },
        b: { spec: { amiSelectorTerms: [{ id: "ami-1" }] } },
    },
};
/** The paths of what is secret. */
const secret = async (value: any, path = ""): Promise<string[]> => {
    if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? [path] : [];
    if (typeof value !== "object" || value === null) return [];
    const inner = Object.entries(value).map(([key, inside]) => secret(inside, `${path}.${key}`));
    return (await Promise.all(inner)).flat();
};

describe("secrets in the stack file", () => {
    afterEach(() => given());

    it("stay secret where they may stand: in Helm values and node classes' specs", async () => {
        given("install", "nodeClasses");
        assert.deepEqual(await secret(withSecrets(settings)), [
            ".install.values.controller.env.0.name",
            ".install.values.controller.env.0.value",
            ".install.values.logLevel",
            ".nodeClasses.a.spec.amiSelectorTerms.0.id",
            ".nodeClasses.a.spec.userData",
            ".nodeClasses.b.spec.amiSelectorTerms.0.id",
        ]);
    });

    it("are sought only in groups that hold one", () => {
        given("kubernetes");
        assert.deepEqual(withSecrets(settings), settings);
    });

    it("are refused where they would be in clear", () => {
        given("install", "cluster");
        assert.deepEqual(["install", "tags", "cluster"].map(checkSecret), [
            undefined,
            undefined,
            {
                path: "cluster",
                message:
                    "contains a secret, which would be stored in plaintext in AWS or the state; secrets are supported in kubernetes.kubeconfig, " +
                    "install.values, nodeClasses.<name>.spec",
            },
        ]);
    });
});
