/**
 * The two FlowSchemas that prioritize the controller's requests to the API server. In `kube-system` it has that priority by default.
 *
 * Source: https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/#preventing-apiserver-request-throttling
 */
export function flowSchemas(namespace: string, serviceAccount: string) {
    const subjects = [{ kind: "ServiceAccount", serviceAccount: { name: serviceAccount, namespace } }];
    const schema = (name: string, priorityLevel: string, matchingPrecedence: number, rules: object) => ({
        apiVersion: "flowcontrol.apiserver.k8s.io/v1",
        kind: "FlowSchema",
        metadata: { name },
        spec: {
            distinguisherMethod: { type: "ByUser" },
            matchingPrecedence,
            priorityLevelConfiguration: { name: priorityLevel },
            rules: [{ ...rules, subjects }],
        },
    });
    return [
        schema("karpenter-leader-election", "leader-election", 200, {
            resourceRules: [
                {
                    apiGroups: ["coordination.k8s.io"],
                    namespaces: [namespace],
                    resources: ["leases"],
                    verbs: ["get", "create", "update"],
                },
            ],
        }),
        schema("karpenter-workload", "workload-high", 1000, {
            nonResourceRules: [{ nonResourceURLs: ["*"], verbs: ["*"] }],
            resourceRules: [
                { apiGroups: ["*"], clusterScope: true, namespaces: ["*"], resources: ["*"], verbs: ["*"] },
            ],
        }),
    ];
}
