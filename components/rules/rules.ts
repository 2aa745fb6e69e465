import type { Resolved } from "../resolve.ts";
import { allowedEntries, allowedRule } from "./allow.ts";
import { arnForm, arnPlace } from "./aws/arns.ts";
import { nameForm, separateRoles } from "./aws/names.ts";
import { policiesOfRole, policySizes, statementForm } from "./aws/quotas.ts";
import { awsAuthKubeconfig, irsaProvider, joiningMode, podIdentityAgent } from "./cluster/access.ts";
import { flowSchemaVersion, kubernetesSupport, kubernetesVersion } from "./cluster/kubernetes.ts";
import { clusterNameForm } from "./cluster/name.ts";
import { discoveryIds, discoveryOnce, selectById, taggedByOthers } from "./discovery/ids.ts";
import { unknownChartValues } from "./install/chart.ts";
import { controllerOptions } from "./install/options.ts";
import { controllerNodes } from "./install/placement.ts";
import { droppedValues, excludingValues } from "./install/refused-values.ts";
import { chartReference, controllerNames, imageTag, karpenterVersion } from "./install/release.ts";
import { unmanagedNodes } from "./install/unmanaged.ts";
import { wiredMaps, wiredValues } from "./install/wires.ts";
import { deviceNames, diskEbs, diskPerformance, diskSize, diskVolume } from "./node-class/disks.ts";
import {
    aliasForm,
    aliasVersion,
    endOfAl2,
    imageFamily,
    imageOwner,
    imagesOfVersion,
    imageTerms,
    parameterAlone,
    pinnedImages,
} from "./node-class/images.ts";
import { evictionGrace, kubelet, kubeletExpression, kubeletFamily, kubeletSettings } from "./node-class/kubelet.ts";
import {
    connectionTracking,
    networkInterfaces,
    placementGroup,
    publicAddress,
    windowsIpv6,
} from "./node-class/network.ts";
import { isolatedProfile, roleName, roleOrProfile } from "./node-class/role.ts";
import { selectorIds, selectorTags, selectorTermAlone, selectorTerms } from "./node-class/selectors.ts";
import { restrictedTag, tagForm } from "./node-class/tags.ts";
import { enclaveOptions, raidImages, userDataBootstrap, userDataSize, userDataTaint } from "./node-class/user-data.ts";
import { overlayForm, overlayGate, overlayPrice, overlayRequirements } from "./node-overlay/overlay.ts";
import { classDeclared, classKind, classNamed } from "./node-pool/class.ts";
import { budgetReasons, budgetSchedule, budgetWindow } from "./node-pool/disruption.ts";
import { labelCount, labelForm, labelValue, restrictedLabel } from "./node-pool/labels.ts";
import { terminationGracePeriod } from "./node-pool/lifetime.ts";
import { requirementValues } from "./node-pool/requirements.ts";
import { poolLimits, staticLimits, staticWeight } from "./node-pool/size.ts";
import { taintForm, taintOnce, taintTime } from "./node-pool/taints.ts";
import { knownValues, labelDomain } from "./node-pool/values.ts";
import { nameAsLabel, objectMetadata, objectName } from "./object-metadata.ts";
import { reservedCapacity, spotInterruption, staticCapacityGate } from "./relations/capacity.ts";
import { nothingToLaunch, unknownInstance } from "./relations/instances.ts";
import { overlappingOverlays, overlappingPools } from "./relations/pools.ts";
import { nitroOnIpv6, oneSystem, poolArchitecture, poolSystem } from "./relations/systems.ts";
import type { Rule } from "./rule.ts";
import type { NodeClass, Overlay, Pool } from "./stack.ts";

/** Rules of a node pool. */
export const ofNodePools: Rule<Pool>[] = [
    objectName,
    objectMetadata,
    classNamed,
    requirementValues,
    restrictedLabel,
    labelValue,
    taintTime,
    budgetWindow,
    budgetReasons,
    staticLimits,
    staticWeight,
    nameAsLabel,
    classDeclared,
    classKind,
    labelForm,
    labelCount,
    knownValues,
    taintOnce,
    taintForm,
    budgetSchedule,
    poolLimits,
    staticCapacityGate,
    poolSystem,
    poolArchitecture,
    nothingToLaunch,
    labelDomain,
    unknownInstance,
    terminationGracePeriod,
    overlappingPools,
    spotInterruption,
    nitroOnIpv6,
];

/** Rules of a node class. */
export const ofNodeClasses: Rule<NodeClass>[] = [
    objectName,
    objectMetadata,
    roleOrProfile,
    imageTerms,
    aliasForm,
    imageFamily,
    selectorTerms,
    selectorTags,
    restrictedTag,
    diskVolume,
    networkInterfaces,
    connectionTracking,
    placementGroup,
    kubelet,
    enclaveOptions,
    nameAsLabel,
    roleName,
    isolatedProfile,
    parameterAlone,
    aliasVersion,
    imagesOfVersion,
    pinnedImages,
    selectorTermAlone,
    selectorIds,
    tagForm,
    diskEbs,
    diskSize,
    diskPerformance,
    publicAddress,
    windowsIpv6,
    oneSystem,
    reservedCapacity,
    kubeletSettings,
    kubeletFamily,
    kubeletExpression,
    evictionGrace,
    userDataSize,
    userDataBootstrap,
    userDataTaint,
    raidImages,
    endOfAl2,
    imageOwner,
    deviceNames,
];

/** Rules of the settings that every node class gets: the tags of the stack, and the default selector terms. */
export const ofEveryClass: Rule<NodeClass>[] = [
    selectorTerms,
    selectorTags,
    selectorTermAlone,
    selectorIds,
    restrictedTag,
    tagForm,
];

/** Rules of a node overlay. */
export const ofNodeOverlays: Rule<Overlay>[] = [
    objectName,
    objectMetadata,
    overlayRequirements,
    overlayPrice,
    overlayForm,
    overlayGate,
    overlappingOverlays,
];

/** Rules of the cluster and of access to it. */
export const ofCluster: Rule<Resolved>[] = [
    clusterNameForm,
    kubernetesVersion,
    kubernetesSupport,
    flowSchemaVersion,
    irsaProvider,
    podIdentityAgent,
    joiningMode,
    awsAuthKubeconfig,
];

/** Rules of AWS names, ARNs and quotas. */
export const ofAws: Rule<Resolved>[] = [
    nameForm,
    separateRoles,
    arnForm,
    arnPlace,
    statementForm,
    policiesOfRole,
    policySizes,
];

/** Rules of the given subnets and security groups. */
export const ofDiscovery: Rule<Resolved>[] = [discoveryIds, discoveryOnce, taggedByOthers, selectById];

/** Rules of the controller and its charts. */
export const ofInstall: Rule<Resolved>[] = [
    karpenterVersion,
    chartReference,
    imageTag,
    wiredMaps,
    wiredValues,
    controllerNames,
    unmanagedNodes,
];

/** Rules of the exceptions to rules. */
export const ofChecks: Rule<Resolved>[] = [allowedRule(() => rules), allowedEntries];

/** Rules of all arguments except the specs of classes, pools and overlays, and the chart values. */
export const ofArguments = [ofCluster, ofAws, ofDiscovery, ofInstall, ofChecks].flat();

/** Rules of the chart values of the controller. */
export const ofChartValues: Rule<Resolved>[] = [
    droppedValues,
    excludingValues,
    controllerOptions,
    unknownChartValues,
    controllerNodes,
];

/** All rules, without duplicates. */
export const rules: Rule<never>[] = [
    ...new Set<Rule<never>>([...ofArguments, ...ofNodePools, ...ofNodeClasses, ...ofNodeOverlays, ...ofChartValues]),
];
