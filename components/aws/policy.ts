/**
 * IAM's quota for a managed policy, in characters without white space:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policyLimit = 6144;

/** IAM's default quota of managed policies attached to one role. */
export const policiesPerRole = 10;

/** The quota for a role's trust policy, in characters without white space. */
export const trustLimit = 2048;

/** An IAM policy document. */
export interface PolicyDocument {
    Version: "2012-10-17";
    Id?: string;
    Statement: Statement[];
}

/** A statement of a policy document, with IAM's own keys. */
export interface Statement {
    Sid?: string;
    Effect: string;
    Principal?: any;
    Action?: string | string[];
    NotAction?: string | string[];
    Resource?: string | string[];
    NotResource?: string | string[];
    Condition?: { [operator: string]: { [key: string]: any } };
}

/** A trust policy that lets a service assume the role. */
export const serviceTrust = (service: string, condition?: Statement["Condition"]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: service },
            Action: "sts:AssumeRole",
            ...(condition && { Condition: condition }),
        },
    ],
});

/** The size of a policy document as IAM counts it: characters that are not white space. */
export const policySize = (document: PolicyDocument | string): number =>
    (typeof document === "string" ? document : JSON.stringify(document)).replace(/\s/g, "").length;
