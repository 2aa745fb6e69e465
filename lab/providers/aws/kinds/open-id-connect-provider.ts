import {
    AddClientIDToOpenIDConnectProviderCommand,
    CreateOpenIDConnectProviderCommand,
    DeleteOpenIDConnectProviderCommand,
    GetOpenIDConnectProviderCommand,
    RemoveClientIDFromOpenIDConnectProviderCommand,
    TagOpenIDConnectProviderCommand,
    UntagOpenIDConnectProviderCommand,
    UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import { found } from "../aws.ts";
import { type Kind, tags } from "../kind.ts";
import { fromList, toList } from "../tags.ts";

/** An OIDC provider in IAM. */
export const openIdConnectProvider: Kind = {
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/openid_connect_provider.go",
    inputs: {
        url: { type: "url", required: true, replaces: true },
        clientIdLists: { type: "set", required: true },
        thumbprintLists: { type: "list", computed: true },
        tags,
    },
    outputs: ["arn"],
    async create({ iam }, inputs, tags) {
        const { OpenIDConnectProviderArn } = await iam.send(
            new CreateOpenIDConnectProviderCommand({
                Url: inputs.url,
                ClientIDList: inputs.clientIdLists,
                ThumbprintList: inputs.thumbprintLists,
                Tags: toList(tags),
            }),
        );
        return OpenIDConnectProviderArn!;
    },
    async read({ iam }, arn) {
        const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
        const provider = await found(iam.send(command));
        return (
            provider && {
                url: provider.Url,
                clientIdLists: provider.ClientIDList ?? [],
                thumbprintLists: provider.ThumbprintList ?? [],
                arn,
                tags: fromList(provider.Tags),
            }
        );
    },
    async update({ iam }, OpenIDConnectProviderArn, inputs, changed, state) {
        const provider = { OpenIDConnectProviderArn };
        if (changed.has("thumbprintLists")) {
            const ThumbprintList = inputs.thumbprintLists;
            await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ ...provider, ThumbprintList }));
        }
        const [before, after]: string[][] = [state.clientIdLists, inputs.clientIdLists];
        for (const ClientID of after!.filter(id => !before!.includes(id)))
            await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...provider, ClientID }));
        for (const ClientID of before!.filter(id => !after!.includes(id)))
            await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...provider, ClientID }));
    },
    async tag({ iam }, OpenIDConnectProviderArn, _state, put, remove) {
        const provider = { OpenIDConnectProviderArn };
        if (remove.length) await iam.send(new UntagOpenIDConnectProviderCommand({ ...provider, TagKeys: remove }));
        if (Object.keys(put).length)
            await iam.send(new TagOpenIDConnectProviderCommand({ ...provider, Tags: toList(put) }));
    },
    delete: ({ iam }, OpenIDConnectProviderArn) =>
        iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
};
