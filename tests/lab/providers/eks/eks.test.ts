import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import proto from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { requireAwsCli } from "../../../../lab/providers/eks/aws-cli.ts";
import { Facts } from "../../../../stack/offline/facts.ts";
import { Monitor } from "../../../../stack/offline/monitor.ts";
import { Engine } from "./engine.ts";

const type = "eks:index:Cluster";
const folder = mkdtempSync(join(tmpdir(), "lab-eks-"));
after(() => rmSync(folder, { recursive: true }));

/** A folder for PATH with what the plugin's script needs, and with an AWS CLI that answers with a version. */
function path(version?: string): string {
    const path = mkdtempSync(join(folder, "bin-"));
    for (const tool of ["dirname", "readlink"]) symlinkSync(`/usr/bin/${tool}`, join(path, tool));
    if (version) {
        writeFileSync(join(path, "aws"), `#!/bin/sh\necho "aws-cli/${version} Python/3.11.2 Linux/6.1"\n`);
        chmodSync(join(path, "aws"), 0o755);
    }
    return path;
}

const role = "urn:pulumi:stack::project::aws:iam/role:Role::cluster-role";
const reference = { [runtime.specialSigKey]: runtime.specialResourceSig, urn: role, id: "cluster-role" };

/** The component's inputs in a whole example of a new cluster's resources, and others. */
function inputsOf(example: string, others: Record<string, unknown> = {}): Record<string, any> {
    const file = join(import.meta.dirname, `../../../stack/cluster/new/${example}.json`);
    const { inputs } = JSON.parse(readFileSync(file, "utf8")).resources.find((one: any) => one.type === type);
    return { ...inputs, serviceRole: reference, ...others };
}

/** The outputs of the EKS cluster. */
const outputsOf = (type: string, { name, version = "1.36", vpcConfig }: Record<string, any>) =>
    type === "aws:eks/cluster:Cluster"
        ? {
              id: name,
              arn: `arn:aws:eks:us-west-2:123456789012:cluster/${name}`,
              version,
              endpoint: "https://127.0.0.1:6443",
              certificateAuthority: { data: "Q0E=" },
              identities: [{ oidcs: [{ issuer: "https://127.0.0.1/id/1" }] }],
              vpcConfig: { ...vpcConfig, clusterSecurityGroupId: "sg-1" },
          }
        : {};

describe("the test plugin eks, as the engine starts it", function () {
    this.timeout(60_000);
    const engine = new Engine(outputsOf, (_token, { addonName }) => ({ version: `the most recent ${addonName}` }));

    before(async () => {
        engine.add(role, "cluster-role", { arn: "arn:aws:iam::123456789012:role/cluster", name: "cluster" });
        await engine.start({ PATH: path("1.46.9") });
    });

    it("has the version of the SDK", async () => {
        match((await engine.ask("getPluginInfo", new empty.Empty())).getVersion(), /^4\.\d+\.\d+\+lab\.test\.plugin$/);
    });

    for (const example of ["node-group", "fargate"])
        it(`constructs the resources and outputs of ${example}.json`, async () => {
            const state = await engine.construct("cluster", type, inputsOf(example));
            const { children, invoked, errors } = engine;
            const file = join(import.meta.dirname, `${example}.json`);
            deepEqual({ children, invoked, state }, JSON.parse(readFileSync(file, "utf8")));
            deepEqual(errors, []);
        });

    it("answers with the same reference to the EKS cluster as the stand-in for the engine", async () => {
        const inputs = inputsOf("fargate");
        const { eksCluster } = await engine.construct("cluster", type, inputs);
        const request = new proto.RegisterResourceRequest().setType(type).setName("cluster").setRemote(true);
        const registered = await new Promise<any>((resolve, reject) =>
            new Monitor(new Facts("project", {})).registerResource(
                request.setObject(structs.Struct.fromJavaScript(inputs)),
                (error, response) => (error ? reject(error) : resolve(response)),
            ),
        );
        const inAnyStack = ({ urn, ...reference }: Record<string, string>) => ({
            ...reference,
            urn: urn!.split("::").slice(2),
        });
        deepEqual(inAnyStack(eksCluster), inAnyStack(registered.getObject().toJavaScript().eksCluster));
    });

    const refused: [string, Record<string, unknown>, string][] = [
        [
            "an argument that it lacks",
            { fargate: true },
            "fargate is not supported (lab/providers/eks/cluster-args.ts)",
        ],
        [
            "an option of an add-on that it lacks",
            { vpcCniOptions: { logLevel: "INFO" } },
            "vpcCniOptions.logLevel is not supported (lab/providers/eks/cluster-args.ts)",
        ],
        [
            "a value whose resources it lacks",
            { createOidcProvider: true },
            "createOidcProvider: found true, expected false",
        ],
        [
            "the authentication mode that has no access entries",
            { authenticationMode: "CONFIG_MAP" },
            "authenticationMode: found CONFIG_MAP, expected API or API_AND_CONFIG_MAP",
        ],
    ];
    for (const [what, others, message] of refused)
        it(`refuses ${what}, and creates nothing`, async () => {
            const inputs = inputsOf("fargate", others);
            await rejects(engine.construct("cluster", type, inputs), { details: `lab test plugin eks: ${message}` });
            deepEqual(engine.children, []);
        });

    it("refuses a cluster without a role, and other components", async () => {
        const { serviceRole: _, ...inputs } = inputsOf("fargate");
        await rejects(engine.construct("cluster", type, inputs), {
            details: "lab test plugin eks: serviceRole is required",
        });
        await rejects(engine.construct("nodes", "eks:index:NodeGroup", {}), {
            details: "lab test plugin eks: eks:index:NodeGroup is not supported; eks:index:Cluster is",
        });
    });

    it("refuses blocks of addresses for an endpoint that is not public, once the component exists", async () => {
        const inputs = inputsOf("node-group", { endpointPublicAccess: false });
        await rejects(engine.construct("cluster", type, inputs), {
            details: /publicAccessCidrs conflicts with endpointPublicAccess: false; remove publicAccessCidrs/,
        });
    });

    it("ends when the engine does, with an error after one that nothing caught", async () => {
        equal(await engine.stop(), 1);
    });
});

describe("the AWS CLI that the test plugin eks requires", () => {
    const { PATH } = process.env;
    afterEach(() => {
        process.env.PATH = PATH;
    });
    const on = (version?: string) => {
        process.env.PATH = path(version);
        requireAwsCli();
    };
    it("is on PATH", async () => {
        await rejects(async () => on(), {
            message: /^there is no aws on PATH, which the kubeconfig gets its tokens from/,
        });
    });

    it("is new enough, in either major version", async () => {
        for (const version of ["1.24.0", "1.46.9", "2.7.0", "2.31.1"]) on(version);
        for (const version of ["1.23.9", "2.6.9"])
            await rejects(async () => on(version), {
                message: `aws on PATH: found AWS CLI ${version}, expected >=1.24.0 <2 || >=2.7.0`,
            });
    });
});
