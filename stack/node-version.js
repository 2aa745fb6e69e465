// Runs first, in any Node version: plain JavaScript without imports or newer syntax. 22.18 is the first release that
// runs TypeScript directly.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
    console.error(
        `eks-karpenter needs Node.js 22.18 or later and runs on ${process.versions.node}:\n` +
            'use npm scripts after a full "npm ci" (without --ignore-scripts), or install a newer Node.js',
    );
    // With this exit code Pulumi prints no error of its own.
    process.exit(32);
}
