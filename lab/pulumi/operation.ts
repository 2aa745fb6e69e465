import { appendFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type {
    DiagnosticEvent,
    EngineEvent,
    OpType,
    PropertyDiff,
    StepEventMetadata,
} from "@pulumi/pulumi/automation/index.js";

/** What the engine did, or would do, to one resource. */
export interface Step {
    urn: string;
    op: OpType;
    /** The properties that differ, for an update or a replacement, by path. */
    diff: Record<string, PropertyDiff["diffKind"]>;
    /** Milliseconds of the lab's clock at which the engine began and ended. Only an operation that does something has the second. */
    began: number;
    ended?: number;
}

/** What an operation came to. */
export interface Outcome {
    ok: boolean;
    /** Everything that was more than to leave a resource as it is, in the order in which it began. */
    changes: Step[];
    /** All steps, also those of resources that stay as they are. */
    steps: Step[];
    /** Warnings and errors, without colour. */
    messages: string[];
    /** Milliseconds. */
    took: number;
}

/** What an operation of the engine tells of itself while it runs. */
export class Operation {
    private readonly steps = new Map<string, Step>();
    private readonly messages: string[] = [];
    private readonly began = Date.now();

    readonly onEvent = (event: EngineEvent): void => {
        if (event.resourcePreEvent) this.begin(event.resourcePreEvent.metadata);
        if (event.resOutputsEvent) this.end(event.resOutputsEvent.metadata);
        if (event.resOpFailedEvent) this.end(event.resOpFailedEvent.metadata);
        if (event.diagnosticEvent) this.say(event.diagnosticEvent);
    };

    outcome(ok: boolean): Outcome {
        const steps = [...this.steps.values()];
        return {
            ok,
            steps,
            changes: steps.filter(({ op, urn }) => !unchanged.includes(op) && !isDefaultProvider(urn)),
            messages: this.messages,
            took: Date.now() - this.began,
        };
    }

    private begin({ urn, op, detailedDiff }: StepEventMetadata): void {
        this.steps.set(`${op} ${urn}`, { urn, op, diff: kindsOf(detailedDiff), began: Date.now() });
    }

    private end({ urn, op, detailedDiff }: StepEventMetadata): void {
        const ended = Date.now();
        const step = this.steps.get(`${op} ${urn}`);
        if (step) step.ended = ended;
        // A refresh says at its end only whether the resource is the same, has changed or is gone.
        const refreshed = this.steps.get(`refresh ${urn}`);
        if (refreshed) Object.assign(refreshed, { op, diff: kindsOf(detailedDiff), ended });
    }

    private say({ severity, message }: DiagnosticEvent): void {
        const text = plain(message).trim();
        if ((severity === "warning" || severity === "error") && !ofPlugins.test(text)) this.messages.push(text);
    }
}

const kindsOf = (detailedDiff: Record<string, PropertyDiff> | undefined): Step["diff"] =>
    Object.fromEntries(Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => [path, diffKind]));

const unchanged: OpType[] = ["same", "read", "refresh"];

/** Providers that the engine makes by itself, one for each plugin's version and configuration. */
export const isDefaultProvider = (urn: string): boolean => /\$?pulumi:providers:[\w-]+::default(_\w+)?$/.test(urn);

// The engine warns of every plugin that it finds on PATH.
const ofPlugins = /^using pulumi-resource-\w+ from \$PATH/;

const plain = (message: string): string => message.replaceAll(/<\{%[^%]*%\}>/g, "");

/** The options of an operation: where its events and its output go. */
export const optionsFor = (operation: Operation, log: string, colour: boolean, onOutput?: (text: string) => void) => ({
    onEvent: operation.onEvent,
    color: colour ? ("always" as const) : ("never" as const),
    onOutput: (text: string) => {
        appendFileSync(log, stripVTControlCharacters(text));
        onOutput?.(text);
    },
});
