import { load } from "js-yaml";

/** An entry of `mapRoles` or `mapUsers`. */
export interface Row {
    arn: string;
    username: string;
    groups: string[];
}

/** The parsed ConfigMap `aws-auth`. */
export interface AwsAuth {
    roles: Row[];
    users: Row[];
    accounts: string[];
}

/**
 * Parses `aws-auth` as aws-iam-authenticator does (pkg/mapper/configmap): a key that is not valid counts as empty,
 * and the others still apply.
 */
export const readAwsAuth = (data: Record<string, string> = {}): AwsAuth => ({
    roles: rows(data.mapRoles, "rolearn"),
    users: rows(data.mapUsers, "userarn"),
    accounts: list(data.mapAccounts).map(String),
});

const rows = (text: string | undefined, key: string): Row[] =>
    list(text).map(row => {
        // Go's JSON decoder matches keys case-insensitively.
        const {
            [key]: arn = "",
            username = "",
            groups,
        } = Object.fromEntries(Object.entries<any>(row ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
        return { arn: String(arn), username: String(username), groups: groups ?? [] };
    });

function list(text = ""): any[] {
    try {
        const value = load(text);
        return Array.isArray(value) ? value : [];
    } catch {
        return [];
    }
}
