// Runs before anything else, in any Node: plain JavaScript, no imports, no syntax that an old Node has not.
// 22.18 is the first release that runs TypeScript as it is.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
    console.error(
        `eks-karpenter needs Node.js 22.18 or later and runs on ${process.versions.node}:\n` +
            'use npm scripts after a full "npm ci" (without --ignore-scripts), or install a newer Node.js',
    );
    // Pulumi takes this exit code to mean that the user was told.
    process.exit(32);
}
