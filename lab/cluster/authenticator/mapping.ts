import type { AccessEntry, EksCluster } from "../../aws/aws.ts";
import type { AwsAuth } from "./aws-auth.ts";
import type { Identity } from "./identity.ts";

/** A Kubernetes user with groups. */
export interface User {
    username: string;
    groups: string[];
}

/** Rules that map AWS principals to users of a cluster. */
export interface Rules {
    authenticationMode: EksCluster["authenticationMode"];
    /** The principal that is an administrator without an access entry; false if there is none. */
    creator: string | false;
    accessEntries: AccessEntry[];
    awsAuth: AwsAuth;
}

/** Looks up an instance's private DNS name in EC2, for `{{EC2PrivateDNSName}}`. */
export type PrivateDnsName = (instanceId: string) => Promise<string>;

/**
 * Maps a principal to its user: by access entry, then by `aws-auth`, as the authentication mode allows. Undefined
 * without a match.
 * https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export async function userOf(identity: Identity, rules: Rules, dns: PrivateDnsName): Promise<User | undefined> {
    if (rules.creator && same(withoutPath(rules.creator), identity.arn))
        return { username: "kubernetes-admin", groups: ["system:masters"] };
    const found =
        (rules.authenticationMode !== "CONFIG_MAP" && byEntry(identity, rules.accessEntries)) ||
        (rules.authenticationMode !== "API" && byAwsAuth(identity, rules.awsAuth)) ||
        undefined;
    return found && fill(found, identity, dns);
}

function byEntry(identity: Identity, entries: AccessEntry[]): User | undefined {
    const entry = entries.find(({ principalArn }) => same(withoutPath(principalArn), identity.arn));
    const groups = entry && nodeGroups[entry.type];
    if (groups) return { username: "system:node:{{EC2PrivateDNSName}}", groups };
    return entry && { username: entry.username, groups: [...entry.kubernetesGroups, ...policyGroups(entry)] };
}

/**
 * The group for AmazonEKSClusterAdminPolicy, which grants everything. EKS has an authorizer for access policies instead;
 * the others have no effect here.
 */
const policyGroups = ({ clusterPolicies = [] }: AccessEntry): string[] =>
    clusterPolicies.some(arn => arn.endsWith("/AmazonEKSClusterAdminPolicy")) ? ["system:masters"] : [];

// https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
const nodeGroups: Record<string, string[]> = {
    EC2_LINUX: ["system:nodes"],
    EC2_WINDOWS: ["system:nodes", "eks:kube-proxy-windows"],
};

// An access entry matches a role with or without its path. `aws-auth` compares ARNs, and a session's ARN has no path,
// so that an entry with a path never matches.
const withoutPath = (arn: string): string => arn.replace(/(:role\/).*\//, "$1");

/**
 * The last of several entries for an ARN applies, and roles come before users: pkg/mapper/configmap of
 * aws-iam-authenticator.
 */
function byAwsAuth(identity: Identity, { roles, users, accounts }: AwsAuth): User | undefined {
    const row = [roles, users].map(rows => rows.findLast(({ arn }) => same(arn, identity.arn))).find(Boolean);
    if (row) return { username: row.username, groups: row.groups };
    return accounts.includes(identity.accountId) ? { username: identity.arn, groups: [] } : undefined;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Renders the templates in user and group names: pkg/server/server.go of aws-iam-authenticator, `renderTemplate`. */
async function fill(user: User, { accountId, sessionName }: Identity, dns: PrivateDnsName): Promise<User> {
    const templates = [user.username, ...user.groups];
    const asked = templates.some(template => template.includes("{{EC2PrivateDNSName}}"));
    const privateDnsName = asked ? await instanceDns(sessionName, dns) : "";
    const [username = "", ...groups] = templates.map(template =>
        template
            .replaceAll("{{EC2PrivateDNSName}}", privateDnsName)
            .replaceAll("{{AccountID}}", accountId)
            .replaceAll("{{SessionName}}", sessionName.replaceAll("@", "-"))
            .replaceAll("{{SessionNameRaw}}", sessionName),
    );
    return { username, groups };
}

async function instanceDns(sessionName: string, dns: PrivateDnsName): Promise<string> {
    if (!/^i-(\w{8}|\w{17})$/.test(sessionName))
        throw new Error(
            `the role session is named "${sessionName}", which is no instance's id: a node joins with its instance's credentials`,
        );
    return dns(sessionName);
}
