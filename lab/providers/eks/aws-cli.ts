import { spawnSync } from "node:child_process";
import { satisfies } from "semver";

/** Versions of the AWS CLI whose `eks get-token` writes the version of the API that Kubernetes clients accept. */
const supported = ">=1.24.0 <2 || >=2.7.0";

/** Fails unless a supported `aws` is on PATH: the kubeconfig gets its tokens from it. */
export function requireAwsCli(): void {
    const { error, stdout } = spawnSync("aws", ["--version"], { encoding: "utf8" });
    if (error)
        throw new Error(
            "there is no aws on PATH, which the kubeconfig gets its tokens from; install the AWS CLI: " +
                "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
        );
    const version = /^aws-cli\/(\S+)/.exec(stdout)?.[1] ?? stdout.trim();
    if (!satisfies(version, supported)) throw new Error(`aws on PATH: found AWS CLI ${version}, expected ${supported}`);
}
