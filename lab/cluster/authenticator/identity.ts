/** An AWS principal, as access entries and `aws-auth` match it. */
export interface Identity {
    /** For a role session, the role's ARN without its path, which a session's ARN lacks. */
    arn: string;
    accountId: string;
    /** Session name; for an instance, its id. */
    sessionName: string;
}

/** Canonical ARN of a caller: pkg/arn/arn.go of aws-iam-authenticator, `Canonicalize`. */
export function identityOf(arn: string): Identity {
    const [, partition, service, , accountId = "", resource = ""] = arn.split(":");
    const [kind = "", ...names] = resource.split("/");
    if (service === "sts" && kind === "assumed-role" && names.length > 1) {
        const sessionName = names.pop() ?? "";
        return { arn: `arn:${partition}:iam::${accountId}:role/${names.join("/")}`, accountId, sessionName };
    }
    const known = service === "iam" ? ["role", "user", "root"] : service === "sts" ? ["federated-user"] : [];
    if (!known.includes(kind)) throw new Error(`${arn} is not an IAM user, role, role session or account`);
    return { arn, accountId, sessionName: "" };
}
