import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { version } = require("@pulumi/pulumi/package.json");

/** The functions of Pulumi's SDK that `stack/offline/run.ts` replaces while a program runs. */
const replaced = {
    "runtime/closure/serializeClosure.js": ["serializeFunction"],
    "runtime/debuggable.js": ["debuggablePromise"],
    "runtime/settings.js": ["cacheDynamicProviders"],
    "log/index.js": ["info", "warn", "error"],
};

/** The undocumented rest that `stack/offline` takes from the SDK. */
const used = {
    "runtime/index.js": [
        ...[
            "setAllConfig",
            "setMockOptions",
            "runInPulumiStack",
            "disconnect",
            "isRpcSecret",
            "getProject",
            "getStack",
        ],
        ...["rootPulumiStackTypeName", "unknownValue", "specialSigKey", "specialSecretSig", "specialResourceSig"],
        "specialOutputValueSig",
    ],
    "proto/resource_pb.js": ["ResourceMonitorFeature"],
};

/** Why the SDK no longer has it, or lets it be replaced; nothing where it does. */
function lack(module: string, name: string, replaces: boolean): string | undefined {
    const advice = `find where Pulumi's SDK ${version} has it now, and adapt stack/offline`;
    let exported: object;
    try {
        exported = require(`@pulumi/pulumi/${module}`);
    } catch {
        return `there is no @pulumi/pulumi/${module}: ${advice}`;
    }
    const property = Object.getOwnPropertyDescriptor(exported, name);
    if (property === undefined) return `@pulumi/pulumi/${module} has no ${name}: ${advice}`;
    return replaces && !property.writable
        ? `${name} in @pulumi/pulumi/${module} can't be replaced: ${advice}`
        : undefined;
}

// All tests of components and of the render stand on this, and fail in words that lead elsewhere.
describe("Pulumi's SDK still has for the stand-in for the engine", () => {
    for (const [names, replaces] of [
        [replaced, true],
        [used, false],
    ] as const)
        for (const [module, all] of Object.entries(names))
            it(`${all.join(", ")} in ${module}`, () => {
                assert.deepEqual(
                    all.flatMap(name => lack(module, name, replaces) ?? []),
                    [],
                );
            });

    it("the parameters of setMockOptions: monitor, project, stack, preview, organization", () => {
        assert.equal(require("@pulumi/pulumi/runtime/index.js").setMockOptions.length, 5);
    });
});
