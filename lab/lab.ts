import { type Authorizer, type Aws, startAws } from "./aws/aws.ts";
import type { Cluster } from "./cluster/cluster.ts";
import { type LabFolder, openFolder } from "./process/folder.ts";
import type { Progress } from "./process/progress.ts";
import { provisioner } from "./provisioner.ts";
import { forgetAccounts } from "./pulumi/environment.ts";
import { Stack, type StackConfig } from "./pulumi/stack.ts";
import { type Site, type SiteOptions, startSite } from "./site.ts";
import { ensureTools, type Tools } from "./tools/tools.ts";

/** An AWS account on this machine, with clusters and Pulumi. */
export class Lab {
    readonly folder: LabFolder;
    readonly tools: Tools;
    readonly aws: Aws;
    /** All running clusters: those of sites, and those that stacks have created. */
    readonly clusters = new Set<Cluster>();
    private readonly progress: Progress;
    private readonly sites = new Set<Site>();

    private constructor(progress: Progress, folder: LabFolder, tools: Tools, aws: Aws) {
        this.progress = progress;
        this.folder = folder;
        this.tools = tools;
        this.aws = aws;
    }

    static async start(progress: Progress, options: { authorizer?: Authorizer } = {}): Promise<Lab> {
        forgetAccounts();
        const tools = await ensureTools(progress);
        progress("tools: up to date");
        const folder = openFolder();
        progress(`logs: ${folder.logs}`);
        const aws = await naming(folder, startAws(folder, tools, options));
        progress(`AWS: ${aws.endpoint}`);
        const lab = new Lab(progress, folder, tools, aws);
        aws.onCreateCluster(provisioner(lab, progress));
        return lab;
    }

    /** Creates a cluster with network and system nodes, as another stack would. */
    async site(options: SiteOptions): Promise<Site> {
        const site = await naming(this.folder, startSite(this, options, this.progress));
        this.sites.add(site);
        this.clusters.add(site.cluster);
        return site;
    }

    /** A running cluster, the last of its name. */
    cluster(name: string, region: string): Cluster {
        const found = [...this.clusters].findLast(cluster => cluster.name === name && cluster.region === region);
        if (!found) throw new Error(`no cluster ${name} runs in ${region}`);
        return found;
    }

    stack(name: string, config: StackConfig): Promise<Stack> {
        return naming(this.folder, Stack.create(this.folder, this.tools, this.aws, name, config));
    }

    async stop(): Promise<void> {
        await Promise.all([...this.sites].map(site => site.stop()));
        await this.aws.stop();
    }
}

/** Adds the path of the logs to an error. */
async function naming<T>(folder: LabFolder, work: Promise<T>): Promise<T> {
    try {
        return await work;
    } catch (error) {
        throw new Error(`${(error as Error).message}\nlogs: ${folder.logs}`, { cause: error });
    }
}
