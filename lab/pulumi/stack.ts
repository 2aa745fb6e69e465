import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, LocalWorkspace, Stack as PulumiStack } from "@pulumi/pulumi/automation/index.js";
import { dump, load } from "js-yaml";
import type { Aws } from "../aws/aws.ts";
import type { LabFolder } from "../process/folder.ts";
import type { Tools } from "../tools/tools.ts";
import { engine } from "./engine.ts";
import { environmentOf } from "./environment.ts";
import { Operation, type Outcome, optionsFor } from "./operation.ts";
import { projectFolder } from "./project.ts";

/** A stack's config by key, as in its file. */
export type StackConfig = Record<string, any>;

/** A resource in Pulumi's state. */
export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    /** Whether a provider manages it. False for components. */
    custom?: boolean;
    parent?: string;
    /** Reference to its provider: URN, `::`, id. */
    provider?: string;
    dependencies?: string[];
    /** For each input, the dependencies whose outputs it uses. */
    propertyDependencies?: Record<string, string[] | null>;
    inputs?: Record<string, any>;
    outputs?: Record<string, any>;
}

/** A stack of the program, operated by the real Pulumi engine. */
export class Stack {
    readonly name: string;
    /** Path of the stack file. */
    readonly file: string;
    /** Environment of the engine and its children. */
    readonly environment: Record<string, string>;
    /** Path of the engine's log. */
    readonly log: string;
    /** Receives the engine's output, which is also logged. */
    onOutput: ((text: string) => void) | undefined;
    /** Whether that output has colours. The log has none. */
    colour = false;
    private cancelling = new AbortController();
    private readonly pulumi: PulumiStack;

    private constructor(pulumi: PulumiStack, file: string, environment: Record<string, string>, log: string) {
        this.name = pulumi.name;
        this.pulumi = pulumi;
        this.file = file;
        this.environment = environment;
        this.log = log;
    }

    /** Creates an empty stack with a name and config. */
    static async create(folder: LabFolder, tools: Tools, aws: Aws, name: string, config: StackConfig): Promise<Stack> {
        const workDir = projectFolder(folder);
        const file = join(workDir, `Pulumi.${name}.yaml`);
        writeFileSync(file, dump({ config }));
        const environment = environmentOf(folder, tools, aws, config["aws:region"]);
        const workspace = await LocalWorkspace.create({
            workDir,
            pulumiHome: environment.PULUMI_HOME,
            pulumiCommand: await engine(tools.pulumi),
            envVars: { ...environment, ...folder.mark },
        });
        return new Stack(await PulumiStack.create(name, workspace), file, environment, folder.log(`pulumi-${name}`));
    }

    get config(): StackConfig {
        return this.document.config;
    }

    /** Edits the stack file, as a user would between operations. */
    edit(change: (config: StackConfig) => void): void {
        const { document } = this;
        change(document.config);
        writeFileSync(this.file, dump(document));
    }

    preview(): Promise<Outcome> {
        return this.operate(options => this.pulumi.preview(options));
    }

    /** `parallel` is the number of concurrent operations. Defaults to four per core. */
    up(parallel?: number): Promise<Outcome> {
        return this.operate(options => this.pulumi.up({ ...options, parallel }));
    }

    refresh(): Promise<Outcome> {
        return this.operate(options => this.pulumi.refresh(options));
    }

    destroy(): Promise<Outcome> {
        return this.operate(options => this.pulumi.destroy(options));
    }

    /** Cancels a running operation. The engine ends after its steps in progress. */
    cancel(): void {
        this.cancelling.abort();
    }

    /** The resources in the state. */
    async resources(): Promise<StateResource[]> {
        const { deployment } = await this.pulumi.exportStack();
        return deployment.resources ?? [];
    }

    private get document(): { config: StackConfig } {
        return load(readFileSync(this.file, "utf8")) as { config: StackConfig };
    }

    private async operate(
        run: (options: ReturnType<typeof optionsFor> & { signal: AbortSignal }) => Promise<unknown>,
    ): Promise<Outcome> {
        const operation = new Operation();
        this.cancelling = new AbortController();
        const { signal } = this.cancelling;
        try {
            await run({ ...optionsFor(operation, this.log, this.colour, this.onOutput), signal });
            return operation.outcome(true);
        } catch (error) {
            if (error instanceof CommandError) return operation.outcome(false);
            throw error;
        }
    }
}
