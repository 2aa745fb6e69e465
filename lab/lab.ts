import { type Aws, startAws } from "./aws/aws.ts";
import { type LabFolder, openFolder } from "./process/folder.ts";
import { forgetAccounts } from "./pulumi/environment.ts";
import { Stack, type StackConfig } from "./pulumi/stack.ts";
import { type Site, type SiteOptions, startSite } from "./site.ts";
import { ensureTools, type Tools } from "./tools/tools.ts";

/** Says what the lab is doing, a line at a time. */
export type Progress = (line: string) => void;

/** An AWS account on this machine, clusters in it, and Pulumi to work on them. */
export class Lab {
    readonly folder: LabFolder;
    readonly tools: Tools;
    readonly aws: Aws;
    private readonly sites = new Set<Site>();

    private constructor(folder: LabFolder, tools: Tools, aws: Aws) {
        this.folder = folder;
        this.tools = tools;
        this.aws = aws;
    }

    static async start(progress: Progress): Promise<Lab> {
        forgetAccounts();
        const tools = await ensureTools(progress);
        const folder = openFolder();
        progress(`logs: ${folder.folder("logs")}`);
        const aws = await startAws(folder, tools);
        progress(`AWS: ${aws.endpoint}, calls recorded in ${aws.recordFile}`);
        return new Lab(folder, tools, aws);
    }

    /** A cluster with a network and system nodes, as somebody else's stack would have made it. */
    async site(options: SiteOptions): Promise<Site> {
        const site = await startSite(this, options);
        this.sites.add(site);
        return site;
    }

    stack(name: string, config: StackConfig): Promise<Stack> {
        return Stack.create(this.folder, this.tools, this.aws, name, config);
    }

    async stop(): Promise<void> {
        await Promise.all([...this.sites].map(site => site.stop()));
        await this.aws.stop();
    }
}
