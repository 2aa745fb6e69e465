import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Karpenter } from "../../components/index.ts";
import { deploy } from "../deploy.ts";
import { base } from "./install.ts";

describe("Karpenter", () => {
    it("judges what only becomes known later by the same rules", async () => {
        const late = () =>
            new Karpenter("karpenter", { ...base, cluster: { ...base.cluster, version: pulumi.output("1.40") } });
        await assert.rejects(
            deploy(() => void late()),
            {
                message:
                    "cluster.version: found 1.40; Karpenter 1.14.3 runs on Kubernetes 1.26 to 1.36; no supported Karpenter version runs on it; use an earlier Kubernetes version",
            },
        );
    });

    it("refuses bad arguments in one error without a stack trace, and makes nothing of its own", async () => {
        let error: unknown;
        const { list } = await deploy(() => {
            try {
                new Karpenter("karpenter", { ...base, cluster: { name: "-" }, nodePools: { a: {}, "B!": {} } });
            } catch (thrown) {
                error = thrown;
            }
        });
        assert.ok(pulumi.ResourceError.isInstance(error));
        assert.equal(error.hideStack, true);
        assert.deepEqual(error.message.split("\n"), [
            'cluster.name: found "-", expected 1 to 100 letters, digits, - and _, the first a letter or digit',
            "controller.identity: IRSA requires cluster.oidcIssuer or cluster.oidcProviderArn; set one of them, or use PodIdentity",
            'nodePools["B!"]: found "B!", expected at most 63 characters: a-z, 0-9, - and single dots, with a letter or digit at both ends',
        ]);
        assert.deepEqual(list, ["eks-karpenter:index:Karpenter karpenter"]);
    });
});
