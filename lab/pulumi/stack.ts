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

/** The config of a stack, by its keys, as its file has it. */
export type StackConfig = Record<string, any>;

/** A resource as Pulumi's state has it. */
export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    /** Whether a provider manages it: a component is not. */
    custom?: boolean;
    parent?: string;
    /** A reference to its provider: URN, `::`, id. */
    provider?: string;
    dependencies?: string[];
    /** Those of its dependencies whose outputs an input is made from, by input. */
    propertyDependencies?: Record<string, string[] | null>;
    inputs?: Record<string, any>;
    outputs?: Record<string, any>;
}

/** A stack of the program, brought up, changed and taken down by the real Pulumi engine. */
export class Stack {
    readonly name: string;
    /** Its file. */
    readonly file: string;
    /** What the engine and everything under it find in their environment. */
    readonly environment: Record<string, string>;
    /** Where the engine's own output goes. */
    readonly log: string;
    /** Gets the engine's own output, which goes to the log in any case. */
    onOutput: ((text: string) => void) | undefined;
    /** Whether that output is in colour. The log never is. */
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

    /** A new stack of this name and config, with nothing in it yet. */
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

    /** Edits the stack's file, as a person would between two operations. */
    edit(change: (config: StackConfig) => void): void {
        const { document } = this;
        change(document.config);
        writeFileSync(this.file, dump(document));
    }

    preview(): Promise<Outcome> {
        return this.operate(options => this.pulumi.preview(options));
    }

    /** `parallel` is how many resources are made at a time: the engine's own default is four for each core of the machine. */
    up(parallel?: number): Promise<Outcome> {
        return this.operate(options => this.pulumi.up({ ...options, parallel }));
    }

    refresh(): Promise<Outcome> {
        return this.operate(options => this.pulumi.refresh(options));
    }

    destroy(): Promise<Outcome> {
        return this.operate(options => this.pulumi.destroy(options));
    }

    /** Cancels the operation that is under way, if any: the engine ends once the steps that it has begun have ended. */
    cancel(): void {
        this.cancelling.abort();
    }

    /** What the engine remembers of every resource. */
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
