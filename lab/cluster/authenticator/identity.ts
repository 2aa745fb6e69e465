/** An AWS principal, as a cluster's rules know it. */
export interface Identity {
    /** A role session stands for its role, whose path the session's ARN does not tell. */
    arn: string;
    accountId: string;
    /** Of a role session; for an instance it is the instance's id. */
    sessionName: string;
}

/** What aws-iam-authenticator makes of the ARN that STS answers: pkg/arn/arn.go, `Canonicalize`. */
export function identityOf(arn: string): Identity {
    const [, partition, service, , accountId = "", resource = ""] = arn.split(":");
    const [kind = "", ...names] = resource.split("/");
    if (service === "sts" && kind === "assumed-role" && names.length > 1) {
        const sessionName = names.pop() ?? "";
        return { arn: `arn:${partition}:iam::${accountId}:role/${names.join("/")}`, accountId, sessionName };
    }
    const known = service === "iam" ? ["role", "user", "root"] : service === "sts" ? ["federated-user"] : [];
    if (!known.includes(kind)) throw new Error(`${arn} is no IAM user, role, role session or account`);
    return { arn, accountId, sessionName: "" };
}
