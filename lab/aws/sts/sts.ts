import { decodeJwt, type JWTPayload } from "jose";
import { type Clusters, type EksCluster, isExpired, verified } from "../eks/registry.ts";
import { AwsError } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { Caller, Keys, SessionKeys } from "../gateway/keys.ts";
import { type Iam, providerArn, type Role, withoutScheme } from "../iam/iam.ts";
import { type AccessRequest, allows, awsPrincipal } from "../iam/policy.ts";
import { accountId, partitionOfArn } from "../partition.ts";

/** The claim to a role: principal and context. */
export type Claim = Omit<AccessRequest, "action" | "resource">;

/** STS: issues keys for roles according to their trust policies. */
export class Sts {
    readonly handlers: Handlers;
    private readonly keys: Keys;
    private readonly iam: Iam;
    private readonly clusters: Clusters;

    constructor(keys: Keys, iam: Iam, clusters: Clusters) {
        this.keys = keys;
        this.iam = iam;
        this.clusters = clusters;
        this.handlers = {
            "sts:GetCallerIdentity": (_, caller) => ({
                UserId: keys.userId(caller),
                Account: accountId,
                Arn: caller.arn,
            }),
            "sts:AssumeRole": ({ parameters }, caller) => this.assumeRole(parameters, caller),
            "sts:AssumeRoleWithWebIdentity": ({ parameters }) => this.withWebIdentity(parameters),
        };
    }

    /** Keys of a role; undefined if it does not exist or its trust policy does not allow the claim. */
    async assume(roleArn: string, actions: string[], claim: Claim, session: string): Promise<Assumed | undefined> {
        const role = await this.iam.role(roleArn);
        if (!role || !actions.every(action => allows(role.trust, { ...claim, action }))) return undefined;
        const arn = `arn:${partitionOfArn(roleArn)}:sts::${accountId}:assumed-role/${role.name}/${session}`;
        return { role, arn, keys: this.keys.issue(role, arn, sessionTags(claim)) };
    }

    private async assumeRole(parameters: Record<string, any>, caller: Caller): Promise<object> {
        const { RoleArn, RoleSessionName, ExternalId, Tags = [] } = parameters;
        const tags = Tags.map(({ Key, Value }: Record<string, string>) => [`aws:RequestTag/${Key}`, Value]);
        const actions = ["sts:AssumeRole", ...(tags.length ? ["sts:TagSession"] : [])];
        const context = {
            ...Object.fromEntries(tags),
            "sts:ExternalId": ExternalId,
            "aws:PrincipalArn": caller.roleArn ?? caller.arn,
        };
        const claim = { principal: awsPrincipal(caller.arn, caller.roleArn), context };
        const assumed = await this.assume(RoleArn, actions, claim, RoleSessionName);
        if (!assumed)
            throw new AwsError(
                403,
                "AccessDenied",
                `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
            );
        return answerOf(assumed, RoleSessionName);
    }

    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
    private async withWebIdentity(parameters: Record<string, any>): Promise<object> {
        const { RoleArn, RoleSessionName, WebIdentityToken } = parameters;
        const { claims, cluster } = await this.identify(WebIdentityToken);
        const provider = providerArn(partitionOfArn(RoleArn), cluster.issuer);
        const audiences = await this.iam.audiences(provider);
        if (!audiences) throw noProvider(cluster.issuer);
        const audience = [claims.aud ?? []].flat().find(one => audiences.includes(one));
        if (!audience) throw new AwsError(400, "InvalidIdentityToken", "Incorrect token audience");
        const issuer = withoutScheme(cluster.issuer);
        const claim = {
            principal: { Federated: provider },
            context: { [`${issuer}:sub`]: claims.sub, [`${issuer}:aud`]: audience },
        };
        const assumed = await this.assume(RoleArn, ["sts:AssumeRoleWithWebIdentity"], claim, RoleSessionName);
        if (!assumed)
            throw new AwsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        return {
            ...answerOf(assumed, RoleSessionName),
            SubjectFromWebIdentityToken: claims.sub,
            Audience: audience,
            Provider: provider,
        };
    }

    private async identify(token: string): Promise<{ claims: JWTPayload; cluster: EksCluster }> {
        const issuer = issuerOf(token);
        const cluster = this.clusters.ofIssuer(issuer);
        if (!cluster) throw noProvider(issuer);
        try {
            return { claims: await verified(token, cluster), cluster };
        } catch (error) {
            throw isExpired(error)
                ? new AwsError(400, "ExpiredTokenException", `Token expired: ${(error as Error).message}`)
                : new AwsError(
                      400,
                      "InvalidIdentityToken",
                      "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
                  );
        }
    }
}

/** The session's tags, as passed in its request. */
const sessionTags = ({ context }: Claim): Record<string, string> =>
    Object.fromEntries(
        Object.entries(context).flatMap(([key, value]) =>
            key.startsWith(requestTag) ? [[key.slice(requestTag.length), String(value)]] : [],
        ),
    );

const requestTag = "aws:RequestTag/";

/** An assumed role. */
export interface Assumed {
    role: Role;
    arn: string;
    keys: SessionKeys;
}

const answerOf = ({ role, arn, keys }: Assumed, session: string): object => ({
    Credentials: {
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: keys.expiration,
    },
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn: arn },
    PackedPolicySize: 1,
});

const noProvider = (issuer: string) =>
    new AwsError(400, "InvalidIdentityToken", `No OpenIDConnect provider found in your account for ${issuer}`);

/** The unverified issuer of a token. */
export function issuerOf(token: string): string {
    try {
        return decodeJwt(token).iss ?? "";
    } catch {
        throw new AwsError(
            400,
            "InvalidIdentityToken",
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        );
    }
}
