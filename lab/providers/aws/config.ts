import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Failure, Properties } from "../plugin.ts";
import type { Aws, AwsConfig } from "./aws.ts";

/** Supported configuration keys of the official provider, and those that the engine adds. */
const known = ["region", "profile", "allowedAccountIds", "defaultTags", "version"];

export function checkConfig(inputs: Properties): Failure[] {
    const failures = Object.keys(inputs)
        .filter(property => !known.includes(property) && !property.startsWith("__"))
        .map(property => ({
            property,
            reason: `"${property}" is no configuration that this plugin knows of; it knows ${known.join(", ")}`,
        }));
    if (!regionOf(inputs))
        failures.push({ property: "region", reason: "there is no region: pulumi config set aws:region REGION" });
    return failures;
}

export const parseConfig = (config: Properties): AwsConfig => ({
    region: regionOf(config),
    profile: config.profile,
    defaultTags: parse(config.defaultTags)?.tags ?? {},
});

const regionOf = ({ region }: Properties) => region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;

/** Throws if the credentials' account is not allowed. */
export async function refuseAccount({ sts }: Aws, { allowedAccountIds }: Properties): Promise<void> {
    const allowed = parse(allowedAccountIds);
    if (!allowed) return;
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (!allowed.includes(Account))
        throw new Error(`the account ${Account} is not one of aws:allowedAccountIds: ${allowed.join(", ")}`);
}

/** Pulumi passes values other than strings as JSON. */
const parse = (value: any) => (typeof value === "string" ? JSON.parse(value) : value);
