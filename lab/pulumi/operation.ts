import { appendFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type {
    DiagnosticEvent,
    EngineEvent,
    OpType,
    PropertyDiff,
    StepEventMetadata,
} from "@pulumi/pulumi/automation/index.js";

/** An engine step on a resource, executed or previewed. */
export interface Step {
    urn: string;
    op: OpType;
    /** For an update or replacement, the changed properties by path. */
    diff: Record<string, PropertyDiff["diffKind"]>;
    /** Start and end by the lab's clock, in milliseconds. Previews have no end. */
    began: number;
    ended?: number;
}

/** Result of an operation. */
export interface Outcome {
    ok: boolean;
    /** All steps other than `same`, in the order of their start. */
    changes: Step[];
    /** All steps, including those of unchanged resources. */
    steps: Step[];
    /** Warnings and errors, without colour. */
    messages: string[];
    /** Duration in milliseconds. */
    took: number;
}

/** Collects an operation's events. */
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
        // Only at its end does a refresh report whether a resource is unchanged, changed or deleted.
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

/** Whether a provider is the engine's own, created per plugin version and configuration. */
export const isDefaultProvider = (urn: string): boolean => /\$?pulumi:providers:[\w-]+::default(_\w+)?$/.test(urn);

// The engine warns of every plugin on PATH.
const ofPlugins = /^using pulumi-resource-\w+ from \$PATH/;

const plain = (message: string): string => message.replaceAll(/<\{%[^%]*%\}>/g, "");

/** Options of an operation that receive its events and output. */
export const optionsFor = (operation: Operation, log: string, colour: boolean, onOutput?: (text: string) => void) => ({
    onEvent: operation.onEvent,
    color: colour ? ("always" as const) : ("never" as const),
    onOutput: (text: string) => {
        appendFileSync(log, stripVTControlCharacters(text));
        onOutput?.(text);
    },
});
