import { deepEqual } from "node:assert/strict";
import { IAMClient } from "@aws-sdk/client-iam";
import { Aws } from "../../../lab/providers/aws/aws.ts";
import { AwsPlugin } from "../../../lab/providers/aws/provider.ts";
import type { Properties } from "../../../lab/providers/plugin.ts";
import { Engine } from "./aws-engine.ts";

const type = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** An IAM with one OIDC provider. moto cannot change its clients. */
class FakeIam extends IAMClient {
    readonly sent: [action: string, client: string][] = [];
    private readonly clients = new Set(["a", "b"]);

    override async send(command: any): Promise<any> {
        const action = command.constructor.name.replace("OpenIDConnectProviderCommand", "");
        const { ClientID } = command.input;
        if (action === "Get") return { Url: "example.com/id", ClientIDList: [...this.clients] };
        this.sent.push([action, ClientID]);
        if (action === "AddClientIDTo") this.clients.add(ClientID);
        else this.clients.delete(ClientID);
    }
}

describe("the AWS test plugin on an OIDC provider", () => {
    it("adds new clients and removes old ones", async () => {
        const iam = new FakeIam({ region: "us-west-2" });
        const plugin = new AwsPlugin(config => Object.assign(new Aws(config), { iam }));
        await plugin.configure({ region: "us-west-2" });
        const engine = new Engine(plugin);
        const made = (await engine.import(type, "arn"))!;
        const given: Properties = { url: "https://example.com/id", clientIdLists: ["c", "b"] };
        deepEqual(await engine.changes(made, given), { clientIdLists: "UPDATE" });
        deepEqual((await engine.update(made, given)).state.clientIdLists, ["c", "b"]);
        deepEqual(iam.sent, [
            ["AddClientIDTo", "c"],
            ["RemoveClientIDFrom", "a"],
        ]);
    });
});
