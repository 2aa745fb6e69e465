import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Cluster } from "../cluster/cluster.ts";
import type { Lab } from "../lab.ts";
import type { Stack } from "../pulumi/stack.ts";

/** Instructions for looking at a running lab from another terminal. */
export function instructions(lab: Lab, cluster: Cluster, stack: Stack): string {
    const environment = join(lab.folder.path, "environment");
    const variables = { ...stack.environment, KUBECONFIG: cluster.admin };
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
    writeFileSync(environment, `${lines.join("\n")}\n`, { mode: 0o600 });
    return `
The stack is up. Look at it from another terminal:
  . ${environment}
      sets KUBECONFIG (the cluster's administrator), Pulumi's backend, AWS's address and keys, PATH
  kubectl get nodepools,nodeclaims,nodes
  aws ec2 describe-instances
  cd ${dirname(stack.file)}
      pulumi stack; pulumi preview; pulumi up, once ${basename(stack.file)} is edited
Every AWS call, a line each:
  ${lab.aws.recordFile}
Logs:
  ${lab.folder.logs}

Press Enter for a pod that asks for a CPU. Ctrl-C destroys the stack and stops everything.
`;
}
