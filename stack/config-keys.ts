import * as pulumi from "@pulumi/pulumi";
import { nearest } from "../components/problems/nearest.ts";
import { below } from "../components/problems/path.ts";
import { type Problem, seen, show } from "../components/problems/problem.ts";

/** The namespace of the program's config. */
export const namespace = "eks-karpenter:";

/** The config keys of the AWS provider. A test compares them with the provider's schema. */
export const awsConfigKeys = `
accessKey allowedAccountIds assumeRoleWithWebIdentity assumeRoles customCaBundle defaultTags ec2MetadataServiceEndpoint
ec2MetadataServiceEndpointMode endpoints forbiddenAccountIds httpProxy httpsProxy ignoreTags insecure maxRetries noProxy profile
region retryMode s3UsEast1RegionalEndpoint s3UsePathStyle secretKey sharedConfigFiles sharedCredentialsFiles
skipCredentialsValidation skipMetadataApiCheck skipRegionValidation skipRequestingAccountId stsRegion tagPolicyCompliance token
tokenBucketRateLimiterCapacity useDualstackEndpoint useFipsEndpoint userAgents
`
    .trim()
    .split(/\s+/);

/** Yields misspelt keys, which Pulumi ignores: groups under a similar namespace, and keys similar to the AWS provider's. */
export function* misspeltKeys(groups: object): Generator<Problem> {
    for (const key of Object.keys(pulumi.runtime.allConfig())) {
        const [other = "", group = ""] = key.split(":", 2);
        if (key.startsWith(namespace)) continue;
        const near = nearest(`${other}:`, [namespace], 2);
        if (near || (other.includes("karpenter") && Object.hasOwn(groups, group)))
            yield {
                path: below("", group),
                message: `found under ${show(`${other}:`)}; did you mean "${namespace}${seen(group)}"?`,
            };
        const meant = other === "aws" && !awsConfigKeys.includes(group) && nearest(group, awsConfigKeys, 2);
        if (meant) yield { path: `aws:${seen(group)}`, message: `unknown key; did you mean "aws:${meant}"?` };
    }
}
