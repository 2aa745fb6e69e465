import { namesOf } from "../../components/aws/names.ts";
import { partitionOf } from "../../components/aws/partition.ts";

/** A known fact about a stack. */
export interface Fact {
    what: string;
    value: string;
}

/** A fact that the render assumes because config does not set it. */
export interface Assumption extends Fact {
    /** The config key that sets it, or the step that looks it up. */
    statedBy: string;
}

const id = "0123456789ABCDEF0123456789ABCDEF";

/** Facts that config can set for a cluster to be created. The others exist only once it is created. */
const beforehand = ["accountId", "version", "vpcId", "ipFamily", "authenticationMode"];

/**
 * Facts about a stack's account and cluster. Those not set in config are assumed, and each assumption used is
 * recorded.
 */
export class Facts {
    readonly #assumed = new Map<string, Assumption>();
    readonly #config: Record<string, string>;
    readonly #project: string;

    constructor(project: string, config: Record<string, string>) {
        this.#project = project;
        this.#config = config;
    }

    get assumed(): Assumption[] {
        return [...this.#assumed.values()].sort((a, b) => (a.what.toLowerCase() < b.what.toLowerCase() ? -1 : 1));
    }

    /**
     * The cluster, account, region and version, from config or assumed. Those that the program did not read are
     * omitted.
     */
    get about(): Fact[] {
        const { name, accountId, version } = this.#group("cluster");
        const stated = {
            cluster: name,
            account: accountId,
            region: this.#config["aws:region"],
            "Kubernetes version": version,
        };
        return Object.entries(stated).flatMap(([what, value = this.#assumed.get(what)?.value]) =>
            value ? { what, value: String(value) } : [],
        );
    }

    assume(what: string, value: string, statedBy: string): string {
        this.#assumed.set(what, { what, value, statedBy });
        return value;
    }

    /** The full name of a key in the project's own config. */
    key = (path: string): string => `${this.#project}:${path}`;

    get region(): string {
        return this.#config["aws:region"] || this.assume("region", "us-west-2", "aws:region");
    }

    get partition(): string {
        return partitionOf(this.region);
    }

    get dnsSuffix(): string {
        return this.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    }

    get accountId(): string {
        return this.#cluster("accountId", "account", () => "123456789012");
    }

    get version(): string {
        return this.#cluster("version", "Kubernetes version", () => "1.34");
    }

    get endpoint(): string {
        return this.#cluster("endpoint", "endpoint", () => `https://${id}.gr7.${this.region}.eks.${this.dnsSuffix}`);
    }

    get certificateAuthority(): string {
        return this.#cluster("certificateAuthority", "certificate authority", () => btoa("assumed certificate"));
    }

    get oidcIssuer(): string {
        const issuer = () => `https://oidc.eks.${this.region}.${this.dnsSuffix}/id/${id}`;
        return this.#cluster("oidcIssuer", "OIDC issuer", issuer);
    }

    get oidcProviderArn(): string {
        const arn = () => this.iamArn(`oidc-provider/${this.oidcIssuer.replace(/^https:\/\//, "")}`);
        return this.#cluster("oidcProviderArn", "OIDC provider", arn);
    }

    get authenticationMode(): string {
        return this.#cluster("authenticationMode", "authentication mode", () => "API_AND_CONFIG_MAP");
    }

    get ipFamily(): string {
        return this.#cluster("ipFamily", "IP family", () => "ipv4");
    }

    get vpcId(): string {
        return this.#cluster("vpcId", "VPC", () => "vpc-0123456789abcdef0");
    }

    /** Name of the controller's role, if config sets the cluster's name. */
    get controllerRole(): string | undefined {
        const { name } = this.#group("cluster");
        return name === undefined ? undefined : namesOf(name, this.#group("names"), this.region).controllerRole;
    }

    iamArn = (path: string): string => `arn:${this.partition}:iam::${this.accountId}:${path}`;

    /** The subnets or security groups in config, assumed to be in the cluster's VPC. */
    given(kind: "subnets" | "securityGroups"): string[] {
        const ids = Object.values(this.#group("discovery")[kind] ?? {}).map(String);
        const value = `in the cluster's VPC: ${ids.length}`;
        this.assume(kind === "subnets" ? "subnets" : "security groups", value, "(looked up by pulumi)");
        return ids;
    }

    #cluster(key: string, what: string, otherwise: () => string): string {
        const cluster = this.#group("cluster");
        const made = cluster.create !== undefined && !beforehand.includes(key);
        const stated = made ? undefined : cluster[key];
        const statedBy = made ? "(known once the cluster is created)" : this.key(`cluster.${key}`);
        return stated === undefined ? this.assume(what, otherwise(), statedBy) : String(stated);
    }

    #group(name: string): Record<string, any> {
        const group = JSON.parse(this.#config[this.key(name)] ?? "{}");
        return typeof group === "object" && group !== null ? group : {};
    }
}
