import type { Schema } from "./expected.ts";

/** The structure of the component's arguments. Generated from their types by `npm run generate`. */
export const schema: Schema = {
    type: "object",
    properties: {
        cluster: {
            type: "object",
            properties: {
                name: { type: "string" },
                version: { type: "string", input: true },
                endpoint: {
                    type: "string",
                    input: true,
                    pattern: "^https?://",
                    examples: ["https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"],
                },
                oidcIssuer: { type: "string", input: true },
                oidcProviderArn: { type: "string", input: true },
                authenticationMode: { type: "string", enum: ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"] },
                ipFamily: { type: "string", enum: ["ipv4", "ipv6"] },
                kubeconfig: { type: "string", input: true },
                accountId: { type: "string", input: true },
                region: { type: "string", input: true },
                partition: { type: "string", input: true },
            },
            required: ["name"],
            additionalProperties: false,
        },
        discovery: {
            type: "object",
            properties: {
                selectBy: { type: "string", enum: ["Tag", "Id"] },
                subnets: { type: "object", additionalProperties: { type: "string", input: true } },
                securityGroups: { type: "object", additionalProperties: { type: "string", input: true } },
                taggedByOthers: { type: "array", items: { type: "string" } },
                tagKey: { type: "string", minLength: 1, maxLength: 128 },
                tagValue: { type: "string", minLength: 1, maxLength: 256 },
                subnetSelectorTerms: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            id: {
                                type: "string",
                                input: true,
                                pattern: "subnet-[0-9a-z]+",
                                examples: ["subnet-0123456789abcdef0"],
                            },
                            tags: {
                                type: "object",
                                additionalProperties: { type: "string", input: true },
                                maxProperties: 20,
                            },
                        },
                        additionalProperties: false,
                    },
                },
                securityGroupSelectorTerms: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            id: {
                                type: "string",
                                input: true,
                                pattern: "sg-[0-9a-z]+",
                                examples: ["sg-0123456789abcdef0"],
                            },
                            name: { type: "string", input: true },
                            tags: {
                                type: "object",
                                additionalProperties: { type: "string", input: true },
                                maxProperties: 20,
                            },
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
                permissionsBoundary: { type: "string", input: true },
                policyStatements: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            Sid: { type: "string", pattern: "^[A-Za-z0-9]*$", examples: ["AllowReboot"] },
                            Effect: { type: "string", enum: ["Allow", "Deny"] },
                            Action: {
                                anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
                                input: true,
                            },
                            NotAction: {
                                anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
                                input: true,
                            },
                            Resource: {
                                anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
                                input: true,
                            },
                            NotResource: {
                                anyOf: [{ type: "string" }, { type: "array", items: { type: "string", input: true } }],
                                input: true,
                            },
                            Condition: {
                                type: "object",
                                additionalProperties: { type: "object", additionalProperties: {} },
                            },
                        },
                        required: ["Effect"],
                        additionalProperties: false,
                    },
                },
                policyArns: { type: "object", additionalProperties: { type: "string", input: true } },
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
                replicas: { type: "integer", input: true, minimum: 1 },
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
                                input: true,
                            },
                        },
                        limits: {
                            type: "object",
                            additionalProperties: {
                                type: ["string", "integer"],
                                pattern:
                                    "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
                                examples: [100, "1000m", "64Gi"],
                                input: true,
                            },
                        },
                    },
                    additionalProperties: false,
                },
                nodeSelector: { type: "object", additionalProperties: { type: "string", input: true } },
                tolerations: {
                    type: "array",
                    items: {
                        type: "object",
                        properties: {
                            key: { type: "string", input: true },
                            operator: {
                                type: "string",
                                input: true,
                                pattern: "^(Exists|Equal)$",
                                examples: ["Exists", "Equal"],
                            },
                            value: { type: "string", input: true },
                            effect: {
                                type: "string",
                                enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                                input: true,
                            },
                        },
                        additionalProperties: false,
                    },
                },
                fargate: { type: "boolean" },
                dnsPolicy: { type: "string", enum: ["ClusterFirst", "Default"] },
                timeout: { type: "integer", input: true, minimum: 1 },
                values: { type: "object", additionalProperties: {} },
            },
            additionalProperties: false,
        },
        nodeRole: {
            type: "object",
            properties: {
                arn: { type: "string", input: true },
                path: { type: "string", pattern: "^(/|/[!-~]+/)$", examples: ["/karpenter/"] },
                permissionsBoundary: { type: "string", input: true },
                policyArns: { type: "object", additionalProperties: { type: "string", input: true } },
                joining: { type: "string", enum: ["AccessEntry", "AwsAuth", "None"] },
                others: { type: "object", additionalProperties: { type: "string", input: true } },
            },
            additionalProperties: false,
        },
        interruption: {
            type: "object",
            properties: { enabled: { type: "boolean" }, kmsKeyArn: { type: "string", input: true } },
            additionalProperties: false,
        },
        spot: {
            type: "object",
            properties: { serviceLinkedRole: { type: "boolean" }, profile: { type: "string", input: true } },
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
                                input: true,
                            },
                            amiSelectorTerms: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        alias: { type: "string", input: true, maxLength: 30 },
                                        id: {
                                            type: "string",
                                            input: true,
                                            pattern: "ami-[0-9a-z]+",
                                            examples: ["ami-0123456789abcdef0"],
                                        },
                                        name: { type: "string", input: true },
                                        owner: { type: "string", input: true },
                                        ssmParameter: { type: "string", input: true },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string", input: true },
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
                                            input: true,
                                            pattern: "subnet-[0-9a-z]+",
                                            examples: ["subnet-0123456789abcdef0"],
                                        },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string", input: true },
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
                                            input: true,
                                            pattern: "sg-[0-9a-z]+",
                                            examples: ["sg-0123456789abcdef0"],
                                        },
                                        name: { type: "string", input: true },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string", input: true },
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
                                            input: true,
                                            pattern: "^cr-[0-9a-z]+$",
                                            examples: ["cr-0123456789abcdef0"],
                                        },
                                        ownerID: {
                                            type: "string",
                                            input: true,
                                            pattern: "^[0-9]{12}$",
                                            examples: ["123456789012"],
                                        },
                                        instanceMatchCriteria: {
                                            type: "string",
                                            enum: ["open", "targeted"],
                                            input: true,
                                        },
                                        tags: {
                                            type: "object",
                                            additionalProperties: { type: "string", input: true },
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
                                    name: { type: "string", input: true, minLength: 1 },
                                    id: {
                                        type: "string",
                                        input: true,
                                        pattern: "^pg-[0-9a-z]+$",
                                        examples: ["pg-0123456789abcdef0"],
                                    },
                                },
                                additionalProperties: false,
                            },
                            role: { type: "string", input: true, minLength: 1 },
                            instanceProfile: { type: "string", input: true, minLength: 1 },
                            associatePublicIPAddress: { type: "boolean", input: true },
                            ipPrefixCount: { type: "integer", input: true, minimum: 0, maximum: 2147483647 },
                            userData: { type: "string", input: true },
                            tags: { type: "object", additionalProperties: { type: "string", input: true } },
                            kubelet: {
                                type: "object",
                                properties: {
                                    clusterDNS: { type: "array", items: { type: "string", input: true } },
                                    cpuCFSQuota: { type: "boolean", input: true },
                                    evictionHard: {
                                        type: "object",
                                        additionalProperties: { type: "string", input: true },
                                    },
                                    evictionSoft: {
                                        type: "object",
                                        additionalProperties: { type: "string", input: true },
                                    },
                                    evictionSoftGracePeriod: {
                                        type: "object",
                                        additionalProperties: { type: "string", input: true },
                                    },
                                    evictionMaxPodGracePeriod: {
                                        type: "integer",
                                        input: true,
                                        minimum: -2147483648,
                                        maximum: 2147483647,
                                    },
                                    imageGCHighThresholdPercent: {
                                        type: "integer",
                                        input: true,
                                        minimum: 0,
                                        maximum: 100,
                                    },
                                    imageGCLowThresholdPercent: {
                                        type: "integer",
                                        input: true,
                                        minimum: 0,
                                        maximum: 100,
                                    },
                                    kubeReserved: {
                                        type: "object",
                                        additionalProperties: { type: "string", input: true },
                                    },
                                    systemReserved: {
                                        type: "object",
                                        additionalProperties: { type: "string", input: true },
                                    },
                                    maxPods: { type: "integer", input: true, minimum: 0, maximum: 2147483647 },
                                    podsPerCore: { type: "integer", input: true, minimum: 0, maximum: 2147483647 },
                                },
                                additionalProperties: {},
                                "x-kubernetes-preserve-unknown-fields": true,
                            },
                            blockDeviceMappings: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        deviceName: { type: "string", input: true },
                                        ebs: {
                                            type: "object",
                                            properties: {
                                                deleteOnTermination: { type: "boolean", input: true },
                                                encrypted: { type: "boolean", input: true },
                                                iops: { type: "integer", input: true },
                                                kmsKeyID: { type: "string", input: true },
                                                snapshotID: { type: "string", input: true },
                                                throughput: { type: "integer", input: true },
                                                volumeInitializationRate: {
                                                    type: "integer",
                                                    input: true,
                                                    minimum: 100,
                                                    maximum: 300,
                                                },
                                                volumeSize: {
                                                    type: "string",
                                                    input: true,
                                                    pattern:
                                                        "^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$",
                                                    examples: ["100Gi"],
                                                },
                                                volumeType: {
                                                    type: "string",
                                                    enum: ["standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"],
                                                    input: true,
                                                },
                                            },
                                            additionalProperties: false,
                                        },
                                        rootVolume: { type: "boolean", input: true },
                                    },
                                    additionalProperties: false,
                                },
                                maxItems: 50,
                            },
                            instanceStorePolicy: {
                                type: "string",
                                input: true,
                                pattern: "^RAID0$",
                                examples: ["RAID0"],
                            },
                            networkInterfaces: {
                                type: "array",
                                items: {
                                    type: "object",
                                    properties: {
                                        networkCardIndex: {
                                            type: "integer",
                                            input: true,
                                            minimum: 0,
                                            maximum: 2147483647,
                                        },
                                        deviceIndex: { type: "integer", input: true, minimum: 0, maximum: 2147483647 },
                                        interfaceType: { type: "string", enum: ["interface", "efa-only"], input: true },
                                    },
                                    required: ["networkCardIndex", "deviceIndex", "interfaceType"],
                                    additionalProperties: false,
                                },
                                maxItems: 150,
                            },
                            detailedMonitoring: { type: "boolean", input: true },
                            metadataOptions: {
                                type: "object",
                                properties: {
                                    httpEndpoint: { type: "string", enum: ["enabled", "disabled"], input: true },
                                    httpProtocolIPv6: { type: "string", enum: ["enabled", "disabled"], input: true },
                                    httpPutResponseHopLimit: { type: "integer", input: true, minimum: 1, maximum: 64 },
                                    httpTokens: { type: "string", enum: ["required", "optional"], input: true },
                                },
                                additionalProperties: false,
                            },
                            connectionTracking: {
                                type: "object",
                                properties: {
                                    tcpEstablishedTimeout: {
                                        type: "integer",
                                        input: true,
                                        minimum: 60,
                                        maximum: 432000,
                                    },
                                    udpStreamTimeout: { type: "integer", input: true, minimum: 60, maximum: 180 },
                                    udpTimeout: { type: "integer", input: true, minimum: 30, maximum: 60 },
                                },
                                additionalProperties: false,
                            },
                            cpuOptions: {
                                type: "object",
                                properties: {
                                    nestedVirtualization: {
                                        type: "string",
                                        enum: ["enabled", "disabled"],
                                        input: true,
                                    },
                                },
                                additionalProperties: false,
                            },
                            enclaveOptions: {
                                type: "object",
                                properties: { enabled: { type: "boolean", input: true } },
                                required: ["enabled"],
                                additionalProperties: false,
                            },
                            context: { type: "string", input: true },
                        },
                        required: ["amiSelectorTerms"],
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string", input: true } },
                    annotations: { type: "object", additionalProperties: { type: "string", input: true } },
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
                                                additionalProperties: { type: "string", input: true },
                                                maxProperties: 100,
                                            },
                                            annotations: {
                                                type: "object",
                                                additionalProperties: { type: "string", input: true },
                                            },
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
                                                        input: true,
                                                        minLength: 1,
                                                        pattern: "^[^/]*$",
                                                        examples: ["karpenter.k8s.aws"],
                                                    },
                                                    kind: { type: "string", input: true, minLength: 1 },
                                                    name: { type: "string", input: true, minLength: 1 },
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
                                                            input: true,
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
                                                            input: true,
                                                        },
                                                        values: {
                                                            type: "array",
                                                            items: { type: "string", input: true },
                                                        },
                                                        minValues: {
                                                            type: "integer",
                                                            input: true,
                                                            minimum: 1,
                                                            maximum: 50,
                                                        },
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
                                                            input: true,
                                                            minLength: 1,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["example.com/team"],
                                                        },
                                                        value: {
                                                            type: "string",
                                                            input: true,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["data"],
                                                        },
                                                        effect: {
                                                            type: "string",
                                                            enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                                                            input: true,
                                                        },
                                                        timeAdded: { type: "string", input: true },
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
                                                            input: true,
                                                            minLength: 1,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["example.com/team"],
                                                        },
                                                        value: {
                                                            type: "string",
                                                            input: true,
                                                            pattern:
                                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                                            examples: ["data"],
                                                        },
                                                        effect: {
                                                            type: "string",
                                                            enum: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
                                                            input: true,
                                                        },
                                                        timeAdded: { type: "string", input: true },
                                                    },
                                                    required: ["key", "effect"],
                                                    additionalProperties: false,
                                                },
                                            },
                                            expireAfter: {
                                                type: "string",
                                                input: true,
                                                pattern: "^(([0-9]+(s|m|h))+|Never)$",
                                                examples: ["720h", "Never"],
                                            },
                                            terminationGracePeriod: {
                                                type: "string",
                                                input: true,
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
                                        input: true,
                                    },
                                    consolidateAfter: {
                                        type: "string",
                                        input: true,
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
                                                    input: true,
                                                    pattern: "^((100|[0-9]{1,2})%|[0-9]+)$",
                                                    examples: ["5", "10%"],
                                                },
                                                schedule: {
                                                    type: "string",
                                                    input: true,
                                                    pattern:
                                                        "^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\\s(.+)\\s(.+)\\s(.+)\\s(.+))$",
                                                    examples: ["0 9 * * mon-fri", "@daily"],
                                                },
                                                duration: {
                                                    type: "string",
                                                    input: true,
                                                    pattern: "^((([0-9]+(h|m))|([0-9]+h[0-9]+m))(0s)?)$",
                                                    examples: ["8h", "1h30m"],
                                                },
                                                reasons: {
                                                    type: "array",
                                                    items: {
                                                        type: "string",
                                                        enum: ["Underutilized", "Empty", "Drifted", "Unhealthy"],
                                                        input: true,
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
                                    input: true,
                                },
                            },
                            replicas: { type: "integer", input: true, minimum: 0, maximum: 2147483647 },
                            weight: { type: "integer", input: true, minimum: 1, maximum: 100 },
                        },
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string", input: true } },
                    annotations: { type: "object", additionalProperties: { type: "string", input: true } },
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
                                            input: true,
                                            maxLength: 316,
                                            pattern:
                                                "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(\\/))?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$",
                                            examples: ["node.kubernetes.io/instance-type"],
                                        },
                                        operator: {
                                            type: "string",
                                            enum: ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Gte", "Lte"],
                                            input: true,
                                        },
                                        values: { type: "array", items: { type: "string", input: true } },
                                    },
                                    required: ["key", "operator"],
                                    additionalProperties: false,
                                },
                                maxItems: 100,
                            },
                            price: { type: "string", input: true, pattern: "^\\d+(\\.\\d+)?$", examples: ["0.25"] },
                            priceAdjustment: {
                                type: "string",
                                input: true,
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
                                    input: true,
                                },
                            },
                            weight: { type: "integer", input: true, minimum: 1, maximum: 10000 },
                        },
                        required: ["requirements"],
                        additionalProperties: false,
                    },
                    labels: { type: "object", additionalProperties: { type: "string", input: true } },
                    annotations: { type: "object", additionalProperties: { type: "string", input: true } },
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
        tags: { type: "object", additionalProperties: { type: "string", input: true } },
    },
    required: ["cluster"],
    additionalProperties: false,
};
