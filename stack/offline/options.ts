import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** The resource options that are set in a registration. */
export function optionsOf(request: RegisterResourceRequest): Record<string, unknown> {
    const options = {
        provider: request.getProvider(),
        providers: Object.fromEntries(request.getProvidersMap().getEntryList().sort()),
        protect: request.hasProtect() ? request.getProtect() : undefined,
        retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
        timeouts: timeoutsOf(request.getCustomtimeouts()),
        aliases: request.getAliasesList().map(aliasOf),
        import: request.getImportid(),
        deletedWith: request.getDeletedwith(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        replaceWith: request.getReplaceWithList(),
        hideDiffs: request.getHidediffsList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    };
    return present(options);
}

const present = (values: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
        Object.entries(values).filter(
            ([, value]) =>
                value !== undefined && value !== "" && (typeof value !== "object" || Object.keys(value!).length > 0),
        ),
    );

const timeoutsOf = (timeouts: RegisterResourceRequest.CustomTimeouts | undefined) =>
    present({
        create: timeouts?.getCreate(),
        read: timeouts?.getRead(),
        update: timeouts?.getUpdate(),
        delete: timeouts?.getDelete(),
    });

function aliasOf(alias: Alias): unknown {
    const spec = alias.getSpec();
    if (!spec) return alias.getUrn();
    return present({
        name: spec.getName(),
        type: spec.getType(),
        stack: spec.getStack(),
        project: spec.getProject(),
        parent: spec.getParenturn(),
        noParent: spec.getNoparent() || undefined,
    });
}
