import assert from "node:assert/strict";
import { Karpenter } from "../../components/index.ts";
import { deploy } from "../deploy.ts";
import { base, install, pinned, policyOf, without } from "./install.ts";

describe("Karpenter", () => {
    // D3 of the peers: it threw on clusters that read access entries only.
    it("lets nodes join by access entry on a cluster that reads nothing else", async () => {
        const { find } = await install({ cluster: { ...base.cluster, authenticationMode: "API" } });
        assert.deepEqual(find("karpenter-node-role-access-entry").inputs, {
            clusterName: "dev",
            principalArn: "arn:aws:iam::123456789012:role/dev-nodeRole",
            type: "EC2_LINUX",
        });
    });

    it("lets Windows nodes join as such", async () => {
        const nodeClasses = { default: { spec: { amiSelectorTerms: [{ alias: "windows2022@latest" }] } } };
        assert.equal(
            (await install({ nodeClasses, nodePools: {} })).find("karpenter-node-role-access-entry").inputs.type,
            "EC2_WINDOWS",
        );
    });

    it("lets Windows nodes join as such where their class spells the node role out", async () => {
        const spec = { role: "dev-nodeRole", amiSelectorTerms: [{ alias: "windows2022@latest" }] };
        const { find } = await install({ nodeClasses: { default: { spec } }, nodePools: {} });
        assert.equal(find("karpenter-node-role-access-entry").inputs.type, "EC2_WINDOWS");
    });

    it("lets nodes join by aws-auth, with the kubeconfig kept secret", async () => {
        const { list, find } = await install({
            cluster: { ...base.cluster, authenticationMode: "CONFIG_MAP", kubeconfig: "the kubeconfig" },
        });
        assert.deepEqual(
            list.filter(entry => /access-entry|aws-auth/.test(entry)),
            ["pulumi-nodejs:dynamic/eks-karpenter:AwsAuthMapping karpenter-node-role-aws-auth"],
        );
        const { kubeconfig, mapping } = find("karpenter-node-role-aws-auth").inputs;
        assert.deepEqual(
            { kubeconfig, mapping },
            {
                kubeconfig: "[secret]",
                mapping: {
                    rolearn: "arn:aws:iam::123456789012:role/dev-nodeRole",
                    username: "system:node:{{EC2PrivateDNSName}}",
                    groups: ["system:bootstrappers", "system:nodes"],
                },
            },
        );
    });

    it("leaves joining to others when told to", async () => {
        assert.deepEqual((await install({ nodeRole: { joining: "None" } })).list, without(/access-entry/));
    });

    it("uses an existing node role under its bare name, and makes none", async () => {
        const arn = "arn:aws:iam::123456789012:role/team/shared-nodes";
        const { list, find } = await install({ nodeRole: { arn } });
        assert.deepEqual(list, without(/node-role-(cni|registry|ssm|worker)|iam\/role:Role karpenter-node-role/));
        assert.equal(find("karpenter-node-class-default").inputs.spec.role, "shared-nodes");
        assert.equal(find("karpenter-node-role-access-entry").inputs.principalArn, arn);
        const [pass] = policyOf(find("karpenter-controller-policy-iam-integration", "Policy")).Statement;
        assert.equal(pass.Resource, arn);
    });

    it("bounds, places, tags and extends both roles as told", async () => {
        const boundary = "arn:aws:iam::123456789012:policy/boundary";
        const extra = { audit: "arn:aws:iam::123456789012:policy/audit" };
        const role = { path: "/team/", permissionsBoundary: boundary, policyArns: extra };
        const { find, list } = await install({ nodeRole: role, controller: role, tags: { team: "a" } });
        for (const name of ["karpenter-controller-role"]) {
            const { path, permissionsBoundary, tags } = find(name).inputs;
            assert.deepEqual(
                { path, permissionsBoundary, tags },
                { path: "/team/", permissionsBoundary: boundary, tags: { team: "a" } },
            );
        }
        assert.deepEqual(
            list.filter(entry => entry.endsWith("-audit")),
            ["controller-extra-audit", "node-role-extra-audit"].map(
                name => `aws:iam/rolePolicyAttachment:RolePolicyAttachment karpenter-${name}`,
            ),
        );
        assert.deepEqual(find("karpenter-node-class-default").inputs.spec.tags, { team: "a" });
    });

    it("gives nodes of an IPv6 cluster what the VPC CNI needs there", async () => {
        const { find } = await install({ cluster: { ...base.cluster, ipFamily: "ipv6" } });
        const { name, role, policy } = find("karpenter-node-role-cni-ipv6").inputs;
        assert.deepEqual([name, role], ["AmazonEKS_CNI_IPv6_Policy", "dev-nodeRole"]);
        assert.deepEqual(
            JSON.parse(policy).Statement.map(({ Resource }: { Resource: string }) => Resource),
            ["*", "arn:aws:ec2:*:*:network-interface/*"],
        );
    });

    it("tags nothing that others tag, and nothing at all when it selects by id", async () => {
        const { discovery } = base;
        const others = await install({ discovery: { ...discovery, taggedByOthers: ["subnet-2"] } });
        assert.deepEqual(others.list, without(/subnet-b/));
        const byId = await install({ discovery: { ...discovery, selectBy: "Id" } });
        assert.deepEqual(byId.list, without(/ec2\/tag/));
        assert.deepEqual(byId.find("karpenter-node-class-default").inputs.spec.subnetSelectorTerms, [
            { id: "subnet-1" },
            { id: "subnet-2" },
        ]);
    });

    it("warns of several security groups that carry the cluster's tag", async () => {
        const securityGroups = { a: "sg-2", b: "sg-1", c: "sg-3" };
        const program = () =>
            void new Karpenter("karpenter", { ...base, nodePools: {}, discovery: { securityGroups } });
        const two = await deploy(program, { taggedGroups: ["sg-2", "sg-1"] });
        assert.deepEqual(two.warnings, [
            "discovery.securityGroups: sg-1, sg-2 all have the tag kubernetes.io/cluster/dev, but the AWS load balancer controller requires exactly " +
                "one such security group per node; keep one",
        ]);
        assert.deepEqual((await deploy(program, { taggedGroups: ["sg-2"] })).warnings, []);
    });

    it("warns of them wherever a class selects them, each class by itself", async () => {
        const own = { spec: { ...pinned, securityGroupSelectorTerms: [{ tags: { team: "a" } }] } };
        const program = () => void new Karpenter("karpenter", { ...base, nodePools: {}, nodeClasses: { own } });
        const { warnings } = await deploy(program, { taggedGroups: ["sg-2", "sg-1"] });
        assert.deepEqual(
            warnings.map(warning => warning.split(":")[0]),
            ["nodeClasses.own.spec.securityGroupSelectorTerms"],
        );
    });

    // D10 and D13 of the peers: principals and ARNs of the wrong partition.
    for (const [region, partition, ec2] of [
        ["cn-north-1", "aws-cn", "ec2.amazonaws.com.cn"],
        ["us-gov-west-1", "aws-us-gov", "ec2.amazonaws.com"],
    ] as const)
        it(`is at home in ${region}`, async () => {
            const { resources, find } = await install({ cluster: { ...base.cluster, ipFamily: "ipv6" } }, region);
            const text = JSON.stringify(resources.map(({ inputs }) => inputs));
            assert.deepEqual(new Set(text.match(/arn:[a-z-]+/g)), new Set([`arn:${partition}`]));
            const [trust] = JSON.parse(find("karpenter-node-role-" + "cni-ipv6").inputs.policy).Statement.slice(1);
            assert.equal(trust.Resource, `arn:${partition}:ec2:*:*:network-interface/*`);
            const role = resources.find(
                ({ type, name }) => type === "aws:iam/role:Role" && name === "karpenter-node-role",
            );
            assert.equal(JSON.parse(role!.inputs.assumeRolePolicy).Statement[0].Principal.Service, ec2);
            const queue = JSON.parse(find("karpenter-interruption-queue-policy").inputs.policy).Statement[0];
            assert.equal(queue.Principal.Service, "events.amazonaws.com");
        });
});
