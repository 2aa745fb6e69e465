import { deepEqual, equal } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump } from "js-yaml";
import { defaultVersion } from "../../components/upstream/versions.ts";
import type { Lab } from "../../lab/lab.ts";
import { createsCluster, newClusterConfig } from "../../lab/new-cluster.ts";
import { configOf } from "../../lab/stack-file.ts";

const example = "examples/Pulumi.new-cluster.yaml";
const charts = (version: string) => ({ karpenter: `/charts/${version}`, crd: `/charts/crd-${version}` });
const lab = { tools: { charts: { "1.14.3": charts("1.14.3"), "1.15.0": charts("1.15.0") } } } as Pick<Lab, "tools">;
const vpc = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2", "subnet-3"] };
const install = (version: string) => ({ version, chart: `/charts/${version}`, crdChart: `/charts/crd-${version}` });

describe("the lab's config of a stack that creates its cluster", () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-new-cluster-"));
    after(() => rmSync(folder, { recursive: true }));

    it("is the file's, with the lab's subnets and charts", () => {
        const expected = configOf(example);
        expected["eks-karpenter:cluster"].create.subnetIds = vpc.subnetIds;
        expected["eks-karpenter:install"] = install(defaultVersion);
        deepEqual(newClusterConfig(lab, vpc, example), expected);
    });

    it("keeps no ids that exist in AWS only", () => {
        const file = join(folder, "Pulumi.own.yaml");
        const create = { subnetIds: ["subnet-a", "subnet-b"], systemSubnetIds: ["subnet-c"], systemNodes: 3 };
        const config = {
            "aws:region": "us-west-2",
            "eks-karpenter:cluster": { name: "own", vpcId: "vpc-a", create },
            "eks-karpenter:discovery": { subnets: { a: "subnet-a" }, securityGroups: { nodes: "sg-a" } },
            "eks-karpenter:install": { version: "1.15.0", replicas: 1 },
        };
        writeFileSync(file, dump({ config }));
        deepEqual(newClusterConfig(lab, vpc, file), {
            "aws:region": "us-west-2",
            "eks-karpenter:cluster": { name: "own", create: { subnetIds: vpc.subnetIds, systemNodes: 3 } },
            "eks-karpenter:install": { ...install("1.15.0"), replicas: 1 },
        });
    });

    it("is told from one for an existing cluster", () => {
        equal(createsCluster(example), true);
        equal(createsCluster("Pulumi.dev.yaml"), false);
    });
});
