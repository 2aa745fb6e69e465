import assert from "node:assert/strict";
import fc from "fast-check";
import yaml from "yaml";
import { mappingOf, nodeMapping, withMapping, withoutMapping } from "../../components/nodes/map-roles.ts";

const arn = "arn:aws:iam::123456789012:role/dev-nodeRole";
const linux = nodeMapping(arn, false);
const windows = nodeMapping(arn, true);
const ours = [
    `- rolearn: ${arn}`,
    "  username: system:node:{{EC2PrivateDNSName}}",
    "  groups:",
    "    - system:bootstrappers",
    "    - system:nodes",
    "",
].join("\n");

const add = (mapRoles: string, mapping = linux) => withMapping(mapRoles, mapping, yaml);
const remove = (mapRoles: string) => withoutMapping(mapRoles, arn, yaml);
const parse = (mapRoles: string) => yaml.parse(mapRoles) ?? [];

/** One entry as people and tools write it, in lines; each maps a role whose ARN only begins or ends like ours. */
const entry = fc
    .record({
        role: fc.constantFrom(
            `${arn}-2`,
            "arn:aws:iam::123456789012:role/dev",
            "arn:aws:iam::210987654321:role/dev-nodeRole",
        ),
        style: fc.constantFrom<(role: string) => string[]>(
            role => [`- rolearn: ${role}`, "  username: someone", "  groups:", "    - system:masters"],
            role => ['- "groups":', '  - "system:nodes"', `  "rolearn": "${role}"`, '  "username": "a: b # c"'],
            role => [`-   rolearn:   ${role}   # deploys`, "    username: ''", "    groups: [ 'system:masters' ]"],
            role => [`- {rolearn: ${role}, username: x, groups: []}`],
            role => ["-", `  username: |`, "    # not a comment", "    - no entry", `  rolearn: ${role}`],
            role => ["- groups: [a,", "    b]", `  rolearn: >-`, `    ${role}`, "", "  # ends here"],
            role => ["- &shared", `  rolearn: ${role}`, "  username: y\t "],
        ),
    })
    .map(({ role, style }) => style(role));
const between = fc.constantFrom([], [""], ["# team B, ask first"], ["", "  # odd", "   "]);

/** `mapRoles` as others wrote it: whole lines, each ended. */
const blocks = (options: fc.ArrayConstraints) =>
    fc
        .record({
            head: fc.constantFrom([], ["---"], ["# by hand", ""]),
            entries: fc.array(fc.tuple(between, entry), options),
            tail: between,
        })
        .map(({ head, entries, tail }) => [...head, ...entries.flat(2), ...tail]);
const written = fc
    .record({
        lines: blocks({ maxLength: 4 }),
        indent: fc.constantFrom("", "  ", "     "),
        newline: fc.constantFrom("\n", "\r\n"),
        ended: fc.boolean(),
    })
    .filter(({ lines }) => lines.some(line => line.startsWith("-") && line !== "---") || !lines.includes("---"))
    .map(({ lines, indent, newline, ended }) => {
        const indented = lines.map(line => (line === "" || line === "---" ? line : indent + line));
        return indented.join(newline) + (ended && lines.length ? newline : "");
    });

describe("mapRoles", () => {
    it("keeps every byte that others wrote when the mapping is added, and says the mapping after what they said", () =>
        fc.assert(
            fc.property(written, text => {
                const added = add(text);
                assert.equal(added.slice(0, text.length), text);
                assert.deepEqual(parse(added), [...parse(text), linux]);
            }),
        ));

    it("is byte for byte what it was when the mapping is added and taken away", () =>
        fc.assert(fc.property(written, text => assert.equal(remove(add(text)), text))));

    it("is the same added twice as added once", () =>
        fc.assert(fc.property(written, text => assert.equal(add(add(text)), add(text)))));

    it("is left alone where the role has no entry to take away", () =>
        fc.assert(fc.property(written, text => assert.equal(remove(text), text))));

    it("keeps what others wrote before and after when the mapping between them changes or goes", () =>
        fc.assert(
            fc.property(
                blocks({ minLength: 1, maxLength: 3 }),
                fc.array(fc.tuple(between, entry), { maxLength: 3 }),
                (head, tail) => {
                    const before = `${head.join("\n")}\n`;
                    const after = tail
                        .flat(2)
                        .map(line => `${line}\n`)
                        .join("");
                    const text = before + ours + after;
                    const entries = [...parse(before), windows, ...parse(after)];
                    assert.equal(remove(text), before + after);
                    assert.deepEqual(parse(add(text, windows)), entries);
                    assert.equal(add(text, windows), `${before}${ours}    - eks:kube-proxy-windows\n${after}`);
                },
            ),
        ));

    it("is one entry in EKS's own form where there was none", () => assert.equal(add(""), ours));

    it("takes empty lists of every form, and keeps their comments", () => {
        for (const empty of ["[]", "[ ]\n", "null\n", "~", "---\n[]\n", "[\n]\n"])
            assert.deepEqual(parse(add(empty)), [linux], empty);
        assert.equal(add("# by hand\n[]\n"), `# by hand\n${ours}`);
        assert.equal(remove(add("[]")), "");
    });

    it("tells what a role is mapped to by its whole ARN", () => {
        assert.deepEqual(mappingOf(ours, arn, yaml), linux);
        assert.equal(mappingOf(ours, arn.slice(0, -1), yaml), undefined);
        assert.equal(mappingOf(ours, `${arn}s`, yaml), undefined);
        assert.equal(mappingOf(`# ${arn}\n- username: ${arn}\n`, arn, yaml), undefined);
    });

    it("loses the first of two entries for the role: whoever came second wrote the second", () => {
        const second = `- rolearn: ${arn}\n  username: second\n`;
        assert.equal(remove(ours + second), second);
    });

    const refused = {
        "a: b": "mapRoles: found a map, it must be a YAML list; correct it first",
        "some text": "mapRoles: found a string, it must be a YAML list; correct it first",
        "- a: [": /^mapRoles: found text that is not YAML \([^\n]+\), it must be a YAML list; correct it first$/,
        "- a: 1\n---\n- b: 2": /^mapRoles: found text that is not YAML \(/,
        '[{"rolearn": "x"}]':
            "mapRoles: found an entry that does not start on a new line; start each entry with a dash on a new line",
        "- a: 1\n...\n":
            "mapRoles: found a list in which one entry cannot be changed without others; write it without anchors and document end marks",
    };
    for (const [text, message] of Object.entries(refused))
        it(`is refused in one line when it is ${JSON.stringify(text)}`, () =>
            assert.throws(() => add(text), { message }));

    it("is refused when others refer to an anchor in the entry that goes", () => {
        const text = `- &node\n  rolearn: ${arn}\n- <<: *node\n  username: x\n`;
        assert.throws(() => remove(text), {
            message: /^mapRoles: found a list in which one entry cannot be changed without others/,
        });
    });
});

describe("the mapping of nodes", () => {
    it("is what EKS documents, with one group more for Windows", () => {
        assert.deepEqual(windows, {
            rolearn: arn,
            username: "system:node:{{EC2PrivateDNSName}}",
            groups: ["system:bootstrappers", "system:nodes", "eks:kube-proxy-windows"],
        });
        assert.deepEqual(linux, { ...windows, groups: ["system:bootstrappers", "system:nodes"] });
    });

    it("names the role without its path, in every partition", () => {
        const mapped = (roleArn: string) => nodeMapping(roleArn, false).rolearn;
        assert.equal(mapped("arn:aws-cn:iam::123456789012:role/team/a/x"), "arn:aws-cn:iam::123456789012:role/x");
        assert.equal(mapped("arn:aws-us-gov:iam::123456789012:role/x"), "arn:aws-us-gov:iam::123456789012:role/x");
    });
});
