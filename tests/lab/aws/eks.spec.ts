import { deepEqual, equal, rejects } from "node:assert/strict";
import {
    CreateAccessEntryCommand,
    CreatePodIdentityAssociationCommand,
    DeleteAccessEntryCommand,
    DeletePodIdentityAssociationCommand,
    DescribeAccessEntryCommand,
    DescribeAddonCommand,
    DescribeClusterCommand,
    DescribePodIdentityAssociationCommand,
    EKSClient,
    ListAccessEntriesCommand,
    ListClustersCommand,
    ListPodIdentityAssociationsCommand,
    ListTagsForResourceCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateAccessEntryCommand,
    UpdatePodIdentityAssociationCommand,
} from "@aws-sdk/client-eks";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { Aws } from "../../../lab/aws/aws.ts";
import { arnOf, globalArn } from "../../../lab/aws/partition.ts";
import { client, startTestAws, testCluster } from "./aws.ts";

const region = "us-west-2";
const roleArn = globalArn(region, "iam", "role/team/node");

describe("the lab's AWS: EKS", () => {
    let aws: Aws;
    let stop: () => Promise<void>;
    let eks: EKSClient;
    before(async () => {
        ({ aws, stop } = await startTestAws());
        eks = new EKSClient(client(aws, region));
        aws.addCluster((await testCluster("one", region)).cluster);
        aws.addCluster((await testCluster("two", region)).cluster);
        aws.addCluster((await testCluster("old", region, { authenticationMode: "CONFIG_MAP" })).cluster);
        await new IAMClient(client(aws, region)).send(
            new CreateRoleCommand({ RoleName: "node", Path: "/team/", AssumeRolePolicyDocument: '{"Statement":[]}' }),
        );
    });
    after(() => stop?.());

    it("tells of the clusters of a region, until they are removed", async () => {
        aws.addCluster((await testCluster("gone", region)).cluster);
        const list = async () => (await eks.send(new ListClustersCommand({}))).clusters;
        deepEqual(await list(), ["gone", "old", "one", "two"]);
        const { cluster } = await eks.send(new DescribeClusterCommand({ name: "gone" }));
        deepEqual(
            [cluster?.status, cluster?.version, cluster?.accessConfig?.authenticationMode, cluster?.arn],
            ["ACTIVE", "1.36", "API_AND_CONFIG_MAP", arnOf(region, "eks", "cluster/gone")],
        );
        deepEqual((await new EKSClient(client(aws, "eu-west-1")).send(new ListClustersCommand({}))).clusters, []);
        aws.removeCluster("gone", region);
        deepEqual(await list(), ["old", "one", "two"]);
        await rejects(eks.send(new DescribeClusterCommand({ name: "gone" })), { name: "ResourceNotFoundException" });
    });

    it("keeps access entries: a node's user name and groups are EKS's, a standard one's are its maker's", async () => {
        const entry = { clusterName: "one", principalArn: roleArn };
        const { accessEntry } = await eks.send(
            new CreateAccessEntryCommand({ ...entry, type: "EC2_LINUX", tags: { team: "a" } }),
        );
        deepEqual(
            { type: accessEntry?.type, username: accessEntry?.username, groups: accessEntry?.kubernetesGroups },
            { type: "EC2_LINUX", username: "system:node:{{EC2PrivateDNSName}}", groups: ["system:nodes"] },
        );
        await rejects(eks.send(new CreateAccessEntryCommand(entry)), { name: "ResourceInUseException" });
        await rejects(eks.send(new UpdateAccessEntryCommand({ ...entry, kubernetesGroups: ["x"] })), {
            name: "InvalidParameterException",
        });
        const described = await eks.send(new DescribeAccessEntryCommand(entry));
        deepEqual(described.accessEntry, accessEntry);
        const user = globalArn(region, "iam", "user/admin");
        await eks.send(
            new CreateAccessEntryCommand({ clusterName: "one", principalArn: user, kubernetesGroups: ["admins"] }),
        );
        await eks.send(new UpdateAccessEntryCommand({ clusterName: "one", principalArn: user, username: "me" }));
        deepEqual(
            aws.accessEntries("one", region).map(({ principalArn, type, username, kubernetesGroups, tags }) => ({
                principalArn,
                type,
                username,
                kubernetesGroups,
                tags,
            })),
            [
                {
                    principalArn: roleArn,
                    type: "EC2_LINUX",
                    username: "system:node:{{EC2PrivateDNSName}}",
                    kubernetesGroups: ["system:nodes"],
                    tags: { team: "a" },
                },
                { principalArn: user, type: "STANDARD", username: "me", kubernetesGroups: ["admins"], tags: {} },
            ],
        );
        deepEqual(aws.accessEntries("two", region), []);
        await eks.send(new DeleteAccessEntryCommand(entry));
        await eks.send(new DeleteAccessEntryCommand({ clusterName: "one", principalArn: user }));
        deepEqual((await eks.send(new ListAccessEntriesCommand({ clusterName: "one" }))).accessEntries, []);
        await rejects(eks.send(new DescribeAccessEntryCommand(entry)), { name: "ResourceNotFoundException" });
    });

    it("refuses an access entry of a role that is not there, and any where aws-auth alone counts", async () => {
        const create = (clusterName: string, principalArn: string) =>
            eks.send(new CreateAccessEntryCommand({ clusterName, principalArn, type: "EC2_LINUX" }));
        const nobody = globalArn(region, "iam", "role/node");
        await rejects(create("one", nobody), { name: "InvalidParameterException" });
        await rejects(create("old", roleArn), { name: "InvalidRequestException", message: /authentication mode/ });
    });

    it("keeps one Pod Identity association for a service account", async () => {
        const pod = { clusterName: "one", namespace: "karpenter", serviceAccount: "karpenter" };
        const { association } = await eks.send(new CreatePodIdentityAssociationCommand({ ...pod, roleArn }));
        const one = { clusterName: "one", associationId: association!.associationId! };
        await rejects(eks.send(new CreatePodIdentityAssociationCommand({ ...pod, roleArn })), {
            name: "ResourceInUseException",
        });
        await eks.send(new UpdatePodIdentityAssociationCommand({ ...one, roleArn: `${roleArn}2` }));
        equal((await eks.send(new DescribePodIdentityAssociationCommand(one))).association?.roleArn, `${roleArn}2`);
        const list = async (filter: object) =>
            (
                await eks.send(new ListPodIdentityAssociationsCommand({ clusterName: "one", ...filter }))
            ).associations?.map(({ associationId }) => associationId);
        deepEqual(await list({ namespace: "karpenter" }), [one.associationId]);
        deepEqual(await list({ namespace: "other" }), []);
        await eks.send(new DeletePodIdentityAssociationCommand(one));
        deepEqual(await list({}), []);
        await rejects(eks.send(new DescribePodIdentityAssociationCommand(one)), { name: "ResourceNotFoundException" });
    });

    it("tags what it keeps", async () => {
        const { accessEntry } = await eks.send(
            new CreateAccessEntryCommand({ clusterName: "two", principalArn: roleArn, tags: { a: "1", b: "2" } }),
        );
        const resourceArn = accessEntry!.accessEntryArn!;
        await eks.send(new TagResourceCommand({ resourceArn, tags: { c: "3" } }));
        await eks.send(new UntagResourceCommand({ resourceArn, tagKeys: ["a", "b"] }));
        deepEqual((await eks.send(new ListTagsForResourceCommand({ resourceArn }))).tags, { c: "3" });
        await rejects(eks.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}x` })), {
            name: "NotFoundException",
        });
    });

    it("has the Pod Identity agent as its only add-on", async () => {
        const addon = (addonName: string) => eks.send(new DescribeAddonCommand({ clusterName: "one", addonName }));
        equal((await addon("eks-pod-identity-agent")).addon?.status, "ACTIVE");
        await rejects(addon("vpc-cni"), { name: "ResourceNotFoundException" });
    });
});
