import assert from "node:assert/strict";
import type { AccessEntry } from "../../../lab/aws/aws.ts";
import { readAwsAuth } from "../../../lab/cluster/authenticator/aws-auth.ts";
import { identityOf } from "../../../lab/cluster/authenticator/identity.ts";
import { type Rules, userOf } from "../../../lab/cluster/authenticator/mapping.ts";

const account = "123456789012";
const iam = (resource: string) => ["arn", "aws", "iam", "", account, resource].join(":");
const session = (role: string, name: string) =>
    ["arn", "aws", "sts", "", account, `assumed-role/${role}/${name}`].join(":");
const instance = "i-0123456789abcdef0";

const entry = (principalArn: string, type: string, more: Partial<AccessEntry> = {}): AccessEntry => ({
    principalArn,
    type,
    username: "",
    kubernetesGroups: [],
    tags: {},
    ...more,
});

const mapRoles = (rolearn: string, username = "system:node:{{EC2PrivateDNSName}}") =>
    readAwsAuth({
        mapRoles: JSON.stringify([{ rolearn, username, groups: ["system:bootstrappers", "system:nodes"] }]),
    });

const who = (arn: string, rules: Partial<Rules>) =>
    userOf(
        identityOf(arn),
        {
            authenticationMode: "API_AND_CONFIG_MAP",
            creator: iam("user/admin"),
            accessEntries: [],
            awsAuth: readAwsAuth(),
            ...rules,
        },
        async id => `${id}.internal`,
    );

const node = { username: `system:node:${instance}.internal`, groups: ["system:nodes"] };
const byRow = { ...node, groups: ["system:bootstrappers", "system:nodes"] };

describe("lab: the user behind an AWS principal", () => {
    it("is the administrator for the creator, in every mode", async () => {
        for (const authenticationMode of ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"] as const)
            assert.deepEqual(await who(iam("user/admin"), { authenticationMode }), {
                username: "kubernetes-admin",
                groups: ["system:masters"],
            });
    });

    it("is nobody for the creator of a cluster whose administrators have access entries", async () => {
        assert.equal(await who(iam("user/admin"), { creator: false }), undefined);
    });

    it("is an administrator for AmazonEKSClusterAdminPolicy beside the entry's own groups, and for no other policy", async () => {
        const groupsWith = async (policy: string) => {
            const clusterPolicies = [`arn:${"aws"}:eks::aws:cluster-access-policy/${policy}`];
            const accessEntries = [{ ...entry(iam("role/team"), "STANDARD"), clusterPolicies }];
            return (await who(session("team", "me"), { accessEntries }))?.groups;
        };
        const own = entry(iam("role/team"), "STANDARD").kubernetesGroups;
        assert.deepEqual(await groupsWith("AmazonEKSClusterAdminPolicy"), [...own, "system:masters"]);
        assert.deepEqual(await groupsWith("AmazonEKSViewPolicy"), own);
    });

    it("is nobody without a rule", async () => {
        assert.equal(
            await who(session("nodes", instance), { accessEntries: [entry(iam("role/others"), "EC2_LINUX")] }),
            undefined,
        );
        assert.equal(await who(session("nodes", instance), { awsAuth: mapRoles(iam("role/others")) }), undefined);
    });

    it("is the node for an instance whose role has an access entry of its platform", async () => {
        const linux = [entry(iam("role/nodes"), "EC2_LINUX")];
        const windows = [entry(iam("role/nodes"), "EC2_WINDOWS")];
        assert.deepEqual(await who(session("nodes", instance), { accessEntries: linux }), node);
        assert.deepEqual(await who(session("nodes", instance), { accessEntries: windows }), {
            ...node,
            groups: ["system:nodes", "eks:kube-proxy-windows"],
        });
    });

    it("is what a standard access entry says", async () => {
        const said = {
            username: "{{AccountID}}:{{SessionName}}:{{SessionNameRaw}}",
            kubernetesGroups: ["team:{{SessionName}}"],
        };
        assert.deepEqual(
            await who(session("devs", "me@home"), { accessEntries: [entry(iam("role/devs"), "STANDARD", said)] }),
            {
                username: `${account}:me-home:me@home`,
                groups: ["team:me-home"],
            },
        );
    });

    it("is found by access entry though the role has a path, by aws-auth only without", async () => {
        const arn = session("nodes", instance);
        assert.deepEqual(await who(arn, { accessEntries: [entry(iam("role/a/b/nodes"), "EC2_LINUX")] }), node);
        assert.equal(await who(arn, { awsAuth: mapRoles(iam("role/a/b/nodes")) }), undefined);
        assert.deepEqual(await who(arn, { awsAuth: mapRoles(iam("role/nodes")) }), byRow);
    });

    it("comes from access entries or aws-auth as the authentication mode has it, access entries first", async () => {
        const both = { accessEntries: [entry(iam("role/nodes"), "EC2_LINUX")], awsAuth: mapRoles(iam("role/nodes")) };
        const arn = session("nodes", instance);
        assert.deepEqual(await who(arn, { ...both, authenticationMode: "CONFIG_MAP" }), byRow);
        assert.deepEqual(await who(arn, { ...both, authenticationMode: "API_AND_CONFIG_MAP" }), node);
        assert.deepEqual(await who(arn, { ...both, authenticationMode: "API" }), node);
        assert.equal(await who(arn, { ...both, accessEntries: [], authenticationMode: "API" }), undefined);
        assert.equal(await who(arn, { ...both, awsAuth: readAwsAuth(), authenticationMode: "CONFIG_MAP" }), undefined);
    });

    it("is no node when the session is not an instance's", async () => {
        await assert.rejects(
            who(session("nodes", "someone"), { accessEntries: [entry(iam("role/nodes"), "EC2_LINUX")] }),
            /named "someone", which is no instance's id/,
        );
    });

    it("is what mapUsers and mapAccounts say, where no role is mapped", async () => {
        const awsAuth = readAwsAuth({
            mapUsers: `- { userarn: "${iam("user/me")}", username: me, groups: [readers] }`,
            mapAccounts: `- "${account}"`,
        });
        assert.deepEqual(await who(iam("user/me"), { awsAuth }), { username: "me", groups: ["readers"] });
        assert.deepEqual(await who(iam("user/you"), { awsAuth }), { username: iam("user/you"), groups: [] });
    });
});

describe("lab: aws-auth", () => {
    it("is read with keys in any case; the last row for an ARN counts", async () => {
        const awsAuth = readAwsAuth({
            mapRoles: [
                `- { rolearn: ${iam("role/nodes")}, username: first, groups: [a] }`,
                `- { roleARN: ${iam("role/Nodes")}, userName: last, Groups: [b] }`,
            ].join("\n"),
        });
        assert.deepEqual(await who(session("nodes", "x"), { awsAuth }), { username: "last", groups: ["b"] });
    });

    it("loses the key that does not parse, and keeps the others", () => {
        const users = `- { userarn: ${iam("user/me")}, username: me }`;
        assert.deepEqual(readAwsAuth({ mapRoles: "- rolearn: [", mapUsers: users }), {
            roles: [],
            users: [{ arn: iam("user/me"), username: "me", groups: [] }],
            accounts: [],
        });
    });
});

describe("lab: an AWS principal", () => {
    it("is the role for a session, in every partition", () => {
        assert.deepEqual(identityOf(["arn", "aws-cn", "sts", "", account, "assumed-role/nodes/i-1"].join(":")), {
            arn: ["arn", "aws-cn", "iam", "", account, "role/nodes"].join(":"),
            accountId: account,
            sessionName: "i-1",
        });
    });

    it("is nothing else than a user, role, account or federated user", () => {
        assert.throws(() => identityOf(iam("group/people")), /is not an IAM user, role, role session or account/);
    });
});
