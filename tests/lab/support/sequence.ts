import type { Outcome } from "../../../lab/pulumi/operation.ts";

/** Names in the order of their moments. One that comes again after another is there again. */
export const sequence = (moments: { at: number; name: string }[]): string[] =>
    moments
        .toSorted((a, b) => a.at - b.at)
        .map(({ name }) => name)
        .filter((name, index, all) => name !== all[index - 1]);

/** The stages of an operation, told by their resources' URNs, in the order in which it went through them. */
export const stagesOf = ({ steps }: Outcome, stages: Record<string, RegExp>): string[] =>
    sequence(
        Object.entries(stages).flatMap(([name, urns]) =>
            steps
                .filter(({ urn }) => urns.test(urn))
                .flatMap(({ began, ended }) => [began, ended!].map(at => ({ at, name }))),
        ),
    );
