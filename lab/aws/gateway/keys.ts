import { randomBytes } from "node:crypto";
import { globalArn } from "../partition.ts";
import { AwsError } from "./answer.ts";
import type { AwsRequest } from "./request.ts";

/** An authenticated caller. */
export interface Caller {
    /**
     * A role session, `arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION`, or the administrator,
     * `…:iam::ACCOUNT:user/admin`.
     */
    arn: string;
    accessKeyId?: string;
    /** For a role session: its role, and the session's own tags if it has some. */
    roleArn?: string;
    tags?: Record<string, string>;
}

/** Keys of a role session. */
export interface SessionKeys {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    expiration: Date;
}

interface Session extends SessionKeys {
    arn: string;
    roleArn: string;
    roleId: string;
    tags: Record<string, string>;
}

/**
 * Valid access keys: the administrator's, generated for each lab, and those of role sessions. Signatures are not
 * verified; a session's key requires its session token.
 */
export class Keys {
    readonly admin = { accessKeyId: id("AKIA"), secretAccessKey: secret() };
    private readonly sessions = new Map<string, Session>();

    /** Issues keys for a role session, valid for one hour. */
    issue(role: { arn: string; id: string }, arn: string, tags: Record<string, string> = {}): SessionKeys {
        const keys = {
            accessKeyId: id("ASIA"),
            secretAccessKey: secret(),
            sessionToken: randomBytes(96).toString("base64"),
            expiration: new Date(Date.now() + 3_600_000),
        };
        this.sessions.set(keys.accessKeyId, { ...keys, arn, roleArn: role.arn, roleId: role.id, tags });
        return keys;
    }

    /** The caller of a request. Invalid keys are rejected with AWS's own error. */
    caller({ accessKeyId, sessionToken, region, protocol }: AwsRequest): Caller {
        if (!accessKeyId) return { arn: "anonymous" };
        if (accessKeyId === this.admin.accessKeyId) return { arn: globalArn(region, "iam", "user/admin"), accessKeyId };
        const session = this.sessions.get(accessKeyId);
        if (!session || session.sessionToken !== sessionToken) throw invalid(protocol);
        if (session.expiration.getTime() < Date.now())
            throw new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
        const { arn, roleArn, tags } = session;
        return { arn, accessKeyId, roleArn, ...(Object.keys(tags).length > 0 && { tags }) };
    }

    /** The unique id in a caller's identity. */
    userId({ arn, accessKeyId = "" }: Caller): string {
        const session = this.sessions.get(accessKeyId);
        return session ? `${session.roleId}:${arn.split("/").at(-1)}` : "AIDALABADMIN";
    }

    /** The secret of an access key. */
    secret(accessKeyId: string): string | undefined {
        return accessKeyId === this.admin.accessKeyId
            ? this.admin.secretAccessKey
            : this.sessions.get(accessKeyId)?.secretAccessKey;
    }
}

const invalid = (protocol: AwsRequest["protocol"]) =>
    protocol === "ec2"
        ? new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
        : new AwsError(
              protocol === "query" ? 403 : 400,
              protocol === "query" ? "InvalidClientTokenId" : "UnrecognizedClientException",
              "The security token included in the request is invalid.",
          );

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const id = (prefix: string) => prefix + [...randomBytes(16)].map(byte => letters[byte % 32]).join("");
const secret = () => randomBytes(30).toString("base64");
