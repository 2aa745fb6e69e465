import type { Schema } from "./expected.ts";

/** The structure of the component's arguments. Generated from their types by `npm run generate`. */
export const schema: Schema = {
    type: "object",
    properties: {
        cluster: {
            type: "object",
            properties: {
                name: { type: "string" },
                version: { type: "string" },
                endpoint: {
                    type: "string",
                    pattern: "^https?://",
                    examples: ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"],
                },
                oidcIssuer: { type: "string" },
                oidcProviderArn: { type: "string" },
                authenticationMode: { type: "string", enum: ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"] },
                ipFamily: { type: "string", enum: ["ipv4", "ipv6"] },
                kubeconfig: { type: "string" },
                accountId: { type: "string" },
                region: { type: "string" },
                partition: { type: "string" },
            },
            required: ["name"],
            additionalProperties: false,
        },
        discovery: {
            type: "object",
            properties: {
                selectBy: { type: "string", enum: ["Tag", "Id"] },
                subnets: { type: "object", additionalProperties: { type: "string" } },
                securityGroups: { type: "object", additionalProperties: { type: "string" } },
                taggedByOthers: { type: "array", items: { type: "string" } },
                tagKey: { type: "string", minLength: 1, maxLength: 128 },
                tagValue: { type: "string", minLength: 1, maxLength: 256 },
                subnetSelectorTerms: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            id: { type: "string", pattern: "subnet-[0-9a-z]+", examples: ["subnet-0123456789abcdef0"] },
                            tags: { type: "object", additionalProperties: { type: "string" }, maxProperties: 20 },
                        },
                        additionalProperties: false,
                    },
                },
                securityGroupSelectorTerms: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            id: { type: "string", pattern: "sg-[0-9a-z]+", examples: ["sg-0123456789abcdef0"] },
                            name: { type: "string" },
                            tags: { type: "object", additionalProperties: { type: "string" }, maxProperties: 20 },
                        },
                        additionalProperties: false,
                    },
                },
            },
            additionalProperties: false,
        },
        controller: {
            type: "object",
            properties: {
                identity: { type: "string", enum: ["IRSA", "PodIdentity"] },
                namespace: { type: "string" },
                serviceAccount: { type: "string" },
                path: { type: "string", pattern: "^(/|/[!-~]+/)$", examples: ["/karpenter/"] },
                permissionsBoundary: { type: "string" },
                policyStatements: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            Sid: { type: "string", pattern: "^[A-Za-z0-9]*$", examples: ["AllowReboot"] },
                            Effect: { type: "string", enum: ["Allow", "Deny"] },
                            Action: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
                            NotAction: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
                            Resource: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
                            NotResource: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
                            Condition: {
                                type: "object",
                                additionalProperties: { type: "object", additionalProperties: {} },
                            },
                        },
                        required: ["Effect"],
                        additionalProperties: false,
                    },
                },
                policyArns: { type: "object", additionalProperties: { type: "string" } },
                zonalShift: { type: "boolean" },
            },
            additionalProperties: false,
        },
        install: {
            type: "object",
            properties: {
                enabled: { type: "boolean" },
                protect: { type: "boolean" },
                version: { type: "string" },
                chart: { type: "string" },
                crdChart: { type: "string" },
                keepCrds: { type: "boolean" },
                takeOwnership: { type: "boolean" },
                createNamespace: { type: "boolean" },
                replicas: { type: "integer", minimum: 1 },
                resources: {
                    type: "object",
                    properties: {
                        requests: {
                            type: "object",
                            additionalProperties: {
                                type: ["string", "integer"],
                                pattern:
                                    "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
                                examples: [100, "1000m", "64Gi"],
                            },
                        },
                        limits: {
                            type: "object",
                            additionalProperties: {
                                type: ["string", "integer"],
                                pattern:
                                    "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
                                examples: [100, "1000m", "64Gi"],
                            },
                        },
                    },
                    additionalProperties: false,
                },
                nodeSelector: { type: "object", additionalProperties: { type: "string" } },
                tolerations: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            key: { type: "string" },
                            operator: { type: "string", pattern: "^(Exists|Equal)$", examples: ["Exists", "Equal"] },
                            value: { type: "string" },
                            effect: { type: "string", enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"] },
                        },
                        additionalProperties: false,
                    },
                },
                fargate: { type: "boolean" },
                dnsPolicy: { type: "string", enum: ["ClusterFirst", "Default"] },
                timeout: { type: "integer", minimum: 1 },
                values: { type: "object", additionalProperties: {} },
            },
            additionalProperties: false,
        },
        nodeRole: {
            type: "object",
            properties: {
                arn: { type: "string" },
                path: { type: "string", pattern: "^(/|/[!-~]+/)$", examples: ["/karpenter/"] },
                permissionsBoundary: { type: "string" },
                policyArns: { type: "object", additionalProperties: { type: "string" } },
                joining: { type: "string", enum: ["AccessEntry", "AwsAuth", "None"] },
                others: { type: "object", additionalProperties: { type: "string" } },
            },
            additionalProperties: false,
        },
        interruption: {
            type: "object",
            properties: { enabled: { type: "boolean" }, kmsKeyArn: { type: "string" } },
            additionalProperties: false,
        },
        spot: {
            type: "object",
            properties: { serviceLinkedRole: { type: "boolean" }, profile: { type: "string" } },
            additionalProperties: false,
        },
        nodeClasses: {
            type: "object",
            additionalProperties: {
                type: "object",
                properties: {
                    spec: {
                        type: "object",
                        properties: {
                            amiFamily: {
                                type: "string",
                                enum: [
                                    "AL2",
                                    "AL2023",
                                    "Bottlerocket",
                                    "Custom",
                                    "Windows2019",
                                    "Windows2022",
                                    "Windows2025",
                                ],
                            },
                            amiSelectorTerms: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        alias: { type: "string", maxLength: 30 },
                                        id: {
                                            type: "string",
                                            pattern: "ami-[0-9a-z]+",
                                            examples: ["ami-0123456789abcdef0"],
                                        },
                                        name: { type: "string" },
                                        owner: { type: "string" },
                                        ssmParameter: { type: "string" },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string" },
                                            maxProperties: 20,
                                        },
                                    },
                                    additionalProperties: false,
                                },
                                minItems: 1,
                                maxItems: 30,
                            },
                            subnetSelectorTerms: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        id: {
                                            type: "string",
                                            pattern: "subnet-[0-9a-z]+",
                                            examples: ["subnet-0123456789abcdef0"],
                                        },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string" },
                                            maxProperties: 20,
                                        },
                                    },
                                    additionalProperties: false,
                                },
                                minItems: 1,
                                maxItems: 30,
                            },
                            securityGroupSelectorTerms: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        id: {
                                            type: "string",
                                            pattern: "sg-[0-9a-z]+",
                                            examples: ["sg-0123456789abcdef0"],
                                        },
                                        name: { type: "string" },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string" },
                                            maxProperties: 20,
                                        },
                                    },
                                    additionalProperties: false,
                                },
                                minItems: 1,
                                maxItems: 30,
                            },
                            capacityReservationSelectorTerms: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        id: {
                                            type: "string",
                                            pattern: "^cr-[0-9a-z]+$",
                                            examples: ["cr-0123456789abcdef0"],
                                        },
                                        ownerID: { type: "string", pattern: "^[0-9]{12}$", examples: ["123456789012"] },
                                        instanceMatchCriteria: { type: "string", enum: ["open", "targeted"] },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string" },
                                            maxProperties: 20,
                                        },
                                    },
                                    additionalProperties: false,
                                },
                                maxItems: 30,
                            },
                            placementGroupSelector: {
                                type: "object",
                                properties: {
                                    name: { type: "string", minLength: 1 },
                                    id: {
                                        type: "string",
                                        pattern: "^pg-[0-9a-z]+$",
                                        examples: ["pg-0123456789abcdef0"],
                                    },
                                },
                                additionalProperties: false,
                            },
                            role: { type: "string", minLength: 1 },
                            instanceProfile: { type: "string", minLength: 1 },
                            associatePublicIPAddress: { type: "boolean" },
                            ipPrefixCount: { type: "integer", minimum: 0, maximum: 2147483647 },
                            userData: { type: "string" },
                            tags: { type: "object", additionalProperties: { type: "string" } },
                            kubelet: {
                                type: "object",
                                properties: {
                                    clusterDNS: { type: "array", items: { type: "string" } },
                                    cpuCFSQuota: { type: "boolean" },
                                    evictionHard: { type: "object", additionalProperties: { type: "string" } },
                                    evictionSoft: { type: "object", additionalProperties: { type: "string" } },
                                    evictionSoftGracePeriod: {
                                        type: "object",
                                        additionalProperties: { type: "string" },
                                    },
                                    evictionMaxPodGracePeriod: {
                                        type: "integer",
                                        minimum: -2147483648,
                                        maximum: 2147483647,
                                    },
                                    imageGCHighThresholdPercent: { type: "integer", minimum: 0, maximum: 100 },
                                    imageGCLowThresholdPercent: { type: "integer", minimum: 0, maximum: 100 },
                                    kubeReserved: { type: "object", additionalProperties: { type: "string" } },
                                    systemReserved: { type: "object", additionalProperties: { type: "string" } },
                                    maxPods: { type: "integer", minimum: 0, maximum: 2147483647 },
                                    podsPerCore: { type: "integer", minimum: 0, maximum: 2147483647 },
                                },
                                additionalProperties: {},
                                "x-kubernetes-preserve-unknown-fields": true,
                            },
                            blockDeviceMappings: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        deviceName: { type: "string" },
                                        ebs: {
                                            type: "object",
                                            properties: {
                                                deleteOnTermination: { type: "boolean" },
                                                encrypted: { type: "boolean" },
                                                iops: { type: "integer" },
                                                kmsKeyID: { type: "string" },
                                                snapshotID: { type: "string" },
                                                throughput: { type: "integer" },
                                                volumeInitializationRate: {
                                                    type: "integer",
                                                    minimum: 100,
                                                    maximum: 300,
                                                },
                                                volumeSize: {
                                                    type: "string",
                                                    pattern:
                                                        "^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$",
                                                    examples: ["100Gi"],
                                                },
                                                volumeType: {
                                                    type: "string",
                                                    enum: ["standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"],
                                                },
                                            },
                                            additionalProperties: false,
                                        },
                                        rootVolume: { type: "boolean" },
                                    },
                                    additionalProperties: false,
                                },
                                maxItems: 50,
                            },
                            instanceStorePolicy: { type: "string", pattern: "^RAID0$", examples: ["RAID0"] },
                            networkInterfaces: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        networkCardIndex: { type: "integer", minimum: 0, maximum: 2147483647 },
                                        deviceIndex: { type: "integer", minimum: 0, maximum: 2147483647 },
                                        interfaceType: { type: "string", enum: ["interface", "efa-only"] },
                                    },
                                    required: ["networkCardIndex", "deviceIndex", "interfaceType"],
                                    additionalProperties: false,
                                },
                                maxItems: 150,
                            },
                            detailedMonitoring: { type: "boolean" },
                            metadataOptions: {
                                type: "object",
                                properties: {
                                    httpEndpoint: { type: "string", enum: ["enabled", "disabled"] },
                                    httpProtocolIPv6: { type: "string", enum: ["enabled", "disabled"] },
                                    httpPutResponseHopLimit: { type: "integer", minimum: 1, maximum: 64 },
                                    httpTokens: { type: "string", enum: ["required", "optional"] },
                                },
                                additionalProperties: false,
                            },
                            connectionTracking: {
                                type: "object",
                                properties: {
                                    tcpEstablishedTimeout: { type: "integer", minimum: 60, maximum: 432000 },
                                    udpStreamTimeout: { type: "integer", minimum: 60, maximum: 180 },
                                    udpTimeout: { type: "integer", minimum: 30, maximum: 60 },
                                },
                                additionalProperties: false,
                            },
                            cpuOptions: {
                                type: "object",
                                properties: { nestedVirtualization: { type: "string", enum: ["enabled", "disabled"] } },
                                additionalProperties: false,
                            },
                            enclaveOptions: {
                                type: "object",
                                properties: { enabled: { type: "boolean" } },
                                required: ["enabled"],
                                additionalProperties: false,
                            },
                            context: { type: "string" },
                        },
                        required: ["amiSelectorTerms"],
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string" } },
                    annotations: { type: "object", additionalProperties: { type: "string" } },
                },
                required: ["spec"],
                additionalProperties: false,
            },
        },
        nodePools: {
            type: "object",
            additionalProperties: {
                type: "object",
                properties: {
                    spec: {
                        type: "object",
                        properties: {
                            template: {
                                type: "object",
                                properties: {
                                    metadata: {
                                        type: "object",
                                        properties: {
                                            labels: {
                                                type: "object",
                                                additionalProperties: { type: "string" },
                                                maxProperties: 100,
                                            },
                                            annotations: { type: "object", additionalProperties: { type: "string" } },
                                        },
                                        additionalProperties: false,
                                    },
                                    spec: {
                                        type: "object",
                                        properties: {
                                            nodeClassRef: {
                                                type: "object",
                                                properties: {
                                                    group: {
                                                        type: "string",
                                                        minLength: 1,
                                                        pattern: "^[^/]*$",
                                                        examples: ["karpenter.k8s.aws"],
                                                    },
                                                    kind: { type: "string", minLength: 1 },
                                                    name: { type: "string", minLength: 1 },
                                                },
                                                additionalProperties: false,
                                            },
                                            requirements: {
                                                type: "array",
                                                items: {
                                                    type: "object",
                                                    properties: {
                                                        key: {
                                                            type: "string",
                                                            maxLength: 316,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["karpenter.k8s.aws/instance-family"],
                                                        },
                                                        operator: {
                                                            type: "string",
                                                            enum: [
                                                                "In",
                                                                "NotIn",
                                                                "Exists",
                                                                "DoesNotExist",
                                                                "Gt",
                                                                "Lt",
                                                                "Gte",
                                                                "Lte",
                                                            ],
                                                        },
                                                        values: { type: "array", items: { type: "string" } },
                                                        minValues: { type: "integer", minimum: 1, maximum: 50 },
                                                    },
                                                    required: ["key", "operator"],
                                                    additionalProperties: false,
                                                },
                                                maxItems: 100,
                                            },
                                            taints: {
                                                type: "array",
                                                items: {
                                                    type: "object",
                                                    properties: {
                                                        key: {
                                                            type: "string",
                                                            minLength: 1,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["example.com/team"],
                                                        },
                                                        value: {
                                                            type: "string",
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["data"],
                                                        },
                                                        effect: {
                                                            type: "string",
                                                            enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                                                        },
                                                        timeAdded: { type: "string" },
                                                    },
                                                    required: ["key", "effect"],
                                                    additionalProperties: false,
                                                },
                                            },
                                            startupTaints: {
                                                type: "array",
                                                items: {
                                                    type: "object",
                                                    properties: {
                                                        key: {
                                                            type: "string",
                                                            minLength: 1,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["example.com/team"],
                                                        },
                                                        value: {
                                                            type: "string",
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["data"],
                                                        },
                                                        effect: {
                                                            type: "string",
                                                            enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                                                        },
                                                        timeAdded: { type: "string" },
                                                    },
                                                    required: ["key", "effect"],
                                                    additionalProperties: false,
                                                },
                                            },
                                            expireAfter: {
                                                type: "string",
                                                pattern: "^(([0-9]+(s|m|h))+|Never)$",
                                                examples: ["720h", "Never"],
                                            },
                                            terminationGracePeriod: {
                                                type: "string",
                                                pattern: "^([0-9]+(s|m|h))+$",
                                                examples: ["48h", "1h30m"],
                                            },
                                        },
                                        additionalProperties: false,
                                    },
                                },
                                additionalProperties: false,
                            },
                            disruption: {
                                type: "object",
                                properties: {
                                    consolidationPolicy: {
                                        type: "string",
                                        enum: ["WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced"],
                                    },
                                    consolidateAfter: {
                                        type: "string",
                                        pattern: "^(([0-9]+(s|m|h))+|Never)$",
                                        examples: ["1m", "Never"],
                                    },
                                    budgets: {
                                        type: "array",
                                        items: {
                                            type: "object",
                                            properties: {
                                                nodes: {
                                                    type: "string",
                                                    pattern: "^((100|[0-9]{1,2})%|[0-9]+)$",
                                                    examples: ["5", "10%"],
                                                },
                                                schedule: {
                                                    type: "string",
                                                    pattern:
                                                        "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$",
                                                    examples: ["0 9 * * mon-fri", "@daily"],
                                                },
                                                duration: {
                                                    type: "string",
                                                    pattern: "^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$",
                                                    examples: ["8h", "1h30m"],
                                                },
                                                reasons: {
                                                    type: "array",
                                                    items: {
                                                        type: "string",
                                                        enum: ["Underutilized", "Empty", "Drifted", "Unhealthy"],
                                                    },
                                                    maxItems: 50,
                                                },
                                            },
                                            additionalProperties: false,
                                        },
                                        maxItems: 50,
                                    },
                                },
                                additionalProperties: false,
                            },
                            limits: {
                                type: "object",
                                additionalProperties: {
                                    type: ["string", "integer", "null"],
                                    pattern:
                                        "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
                                    examples: [100, "1000m", "64Gi"],
                                },
                            },
                            replicas: { type: "integer", minimum: 0, maximum: 2147483647 },
                            weight: { type: "integer", minimum: 1, maximum: 100 },
                        },
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string" } },
                    annotations: { type: "object", additionalProperties: { type: "string" } },
                    deleteTimeout: { type: "string", pattern: "^([0-9]+(s|m|h))+$", examples: ["30m", "2h"] },
                },
                additionalProperties: false,
            },
        },
        nodeOverlays: {
            type: "object",
            additionalProperties: {
                type: "object",
                properties: {
                    spec: {
                        type: "object",
                        properties: {
                            requirements: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        key: {
                                            type: "string",
                                            maxLength: 316,
                                            pattern:
                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                            examples: ["node.kubernetes.io/instance-type"],
                                        },
                                        operator: {
                                            type: "string",
                                            enum: ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"],
                                        },
                                        values: { type: "array", items: { type: "string" } },
                                    },
                                    required: ["key", "operator"],
                                    additionalProperties: false,
                                },
                                maxItems: 100,
                            },
                            price: { type: "string", pattern: "^\\d+(\\.\\d+)?$", examples: ["0.25"] },
                            priceAdjustment: {
                                type: "string",
                                pattern:
                                    "^(([+-]{1}(\\d*\\.?\\d+))|(\\+{1}\\d*\\.?\\d+%)|(^(-\\d{1,2}(\\.\\d+)?%)$)|(-100%))$",
                                examples: ["-10%", "+0.05"],
                            },
                            capacity: {
                                type: "object",
                                additionalProperties: {
                                    type: ["string", "integer"],
                                    pattern:
                                        "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
                                    examples: [100, "1000m", "64Gi"],
                                },
                            },
                            weight: { type: "integer", minimum: 1, maximum: 10000 },
                        },
                        required: ["requirements"],
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string" } },
                    annotations: { type: "object", additionalProperties: { type: "string" } },
                },
                required: ["spec"],
                additionalProperties: false,
            },
        },
        names: {
            type: "object",
            properties: {
                region: { type: "boolean" },
                nodeRole: { type: "string" },
                controllerRole: { type: "string" },
                policies: { type: "string" },
                queue: { type: "string" },
                rules: { type: "string" },
            },
            additionalProperties: false,
        },
        checks: {
            type: "object",
            properties: {
                development: { type: "boolean" },
                allow: {
                    type: "object",
                    additionalProperties: {
                        type: "object",
                        properties: {
                            reason: { type: "string", minLength: 1 },
                            in: { type: "array", items: { type: "string" } },
                        },
                        required: ["reason"],
                        additionalProperties: false,
                    },
                },
            },
            additionalProperties: false,
        },
        tags: { type: "object", additionalProperties: { type: "string" } },
    },
    required: ["cluster"],
    additionalProperties: false,
};
