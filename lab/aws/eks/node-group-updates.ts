import type { Handlers } from "../gateway/gateway.ts";
import { activePlane } from "./cluster-lifecycle.ts";
import { inUse, invalidParameter } from "./errors.ts";
import type { Machines } from "./machines.ts";
import { checkNodeGroup, checkSizes, type NodeGroup, type Taint } from "./node-group.ts";
import type { EksParts } from "./parts.ts";
import type { EksCluster } from "./registry.ts";
import type { Update } from "./updates.ts";

type Find = (region: string, parameters: Record<string, any>) => { cluster: EksCluster; group: NodeGroup };

/** UpdateNodegroupConfig and UpdateNodegroupVersion. */
export function nodeGroupUpdateHandlers(eks: EksParts, machines: Machines, find: Find): Handlers {
    /** Runs an update, during which the group is UPDATING. */
    const run = (group: NodeGroup, update: Update, work: () => Promise<void>) => {
        const { document } = group;
        document.status = "UPDATING";
        document.modifiedAt = Date.now() / 1000;
        const end = (status: Update["status"]) => {
            update.status = status;
            document.status = "ACTIVE";
        };
        const response = { ...update };
        eks.jobs.run(
            async () => {
                await work();
                end("Successful");
            },
            ({ message }) => {
                update.errors.push({
                    errorCode: "NodeCreationFailure",
                    errorMessage: message,
                    resourceIds: [...group.instances],
                });
                end("Failed");
            },
        );
        return { update: response };
    };
    const idle = (region: string, parameters: Record<string, any>) => {
        const found = find(region, parameters);
        const { nodegroupName, status } = found.group.document;
        activePlane(found.cluster);
        if (status !== "ACTIVE") throw inUse(`Nodegroup ${nodegroupName} cannot be updated as it is ${status}`);
        return { ...found, part: { nodegroupName } };
    };
    return {
        "eks:UpdateNodegroupConfig": ({ region, parameters }) => {
            const { cluster, group, part } = idle(region, parameters);
            const { labels = {}, taints = {}, scalingConfig, updateConfig } = parameters;
            const sizes = { ...group.document.scalingConfig, ...scalingConfig };
            checkSizes(sizes);
            configure(group, parameters, sizes);
            const update = eks.updates.start(cluster, part, "ConfigUpdate", {
                LabelsToAdd: labels.addOrUpdateLabels,
                LabelsToRemove: labels.removeLabels,
                TaintsToAdd: taints.addOrUpdateTaints,
                TaintsToRemove: taints.removeTaints,
                MinSize: scalingConfig?.minSize,
                MaxSize: scalingConfig?.maxSize,
                DesiredSize: scalingConfig?.desiredSize,
                MaxUnavailable: updateConfig?.maxUnavailable,
                MaxUnavailablePercentage: updateConfig?.maxUnavailablePercentage,
            });
            return run(group, update, () => scale(cluster, group, machines));
        },
        "eks:UpdateNodegroupVersion": async ({ region, parameters }) => {
            const { cluster, group, part } = idle(region, parameters);
            const { document } = group;
            const template = await machines.template(region, parameters.launchTemplate ?? document.launchTemplate);
            if (Boolean(template) !== Boolean(document.launchTemplate))
                throw invalidParameter("A node group cannot be updated from or to one without a launch template.");
            const version = parameters.version ?? (parameters.launchTemplate ? document.version : cluster.version);
            const { nodegroupName, instanceTypes } = document;
            checkNodeGroup({ nodegroupName, instanceTypes, version }, cluster, template);
            const image = machines.image(region, document.amiType, version, template);
            const update = eks.updates.start(cluster, part, "VersionUpdate", {
                Version: version,
                ReleaseVersion: image.releaseVersion,
                LaunchTemplateName: template?.name,
                LaunchTemplateVersion: template?.version,
            });
            return run(group, update, async () => {
                const before = { ...group, document: { ...document } };
                group.image = image.id;
                group.template = template?.data ?? {};
                Object.assign(document, { version, releaseVersion: image.releaseVersion });
                if (template)
                    document.launchTemplate = { name: template.name, version: template.version, id: template.id };
                try {
                    await replace(cluster, group, machines, parameters.force === true);
                } catch (error) {
                    const { image, template } = before;
                    Object.assign(group, { image, template });
                    Object.assign(document, before.document);
                    throw error;
                }
            });
        },
    };
}

/** Changes a group's settings. Labels and taints apply to nodes that are launched later. */
function configure({ document }: NodeGroup, parameters: Record<string, any>, scalingConfig: any): void {
    const { labels = {}, taints = {}, updateConfig } = parameters;
    document.labels = { ...document.labels, ...labels.addOrUpdateLabels };
    for (const key of labels.removeLabels ?? []) delete document.labels[key];
    const changed: Taint[] = [...(taints.addOrUpdateTaints ?? []), ...(taints.removeTaints ?? [])];
    const same = (a: Taint, b: Taint) => a.key === b.key && a.effect === b.effect;
    const kept = (document.taints ?? []).filter(one => !changed.some(other => same(one, other)));
    if (changed.length > 0) document.taints = [...kept, ...(taints.addOrUpdateTaints ?? [])];
    document.scalingConfig = scalingConfig;
    document.updateConfig = updateConfig ?? document.updateConfig;
}

/** Launches or drains instances until there are as many as desired. */
async function scale(cluster: EksCluster, group: NodeGroup, machines: Machines): Promise<void> {
    const plane = activePlane(cluster);
    const { desiredSize } = group.document.scalingConfig;
    while (group.instances.length < desiredSize) await machines.launch(cluster, group);
    const surplus = group.instances.slice(desiredSize);
    await Promise.allSettled(surplus.map(id => plane.drain(id)));
    await machines.terminate(cluster, group, surplus);
    await plane.joined(group.instances);
}

/** Replaces the instances one by one: the new one is Ready before the old one is drained. */
async function replace(cluster: EksCluster, group: NodeGroup, machines: Machines, force: boolean): Promise<void> {
    const plane = activePlane(cluster);
    for (const old of [...group.instances]) {
        const replacement = await machines.launch(cluster, group);
        try {
            await plane.joined([replacement]);
            await plane.drain(old).catch(error => {
                if (!force) throw error;
            });
        } catch (error) {
            await machines.terminate(cluster, group, [replacement]);
            throw error;
        }
        await machines.terminate(cluster, group, [old]);
    }
}
