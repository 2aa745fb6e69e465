import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { Call } from "../gateway/record.ts";
import type { Iam } from "../iam/iam.ts";
import { motoClient } from "../moto-client.ts";
import type { Sts } from "../sts/sts.ts";

/** Keys that an instance gets through its instance profile. */
export interface InstanceKeys {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    roleArn: string;
}

type Listener = (region: string) => void;

const changing = /^(RunInstances|CreateFleet|(Terminate|Stop|Start|Reboot)Instances|(Create|Delete)Tags)$/;

/** Instance credentials, and listeners for changes of instances. */
export class Instances {
    private readonly endpoint: string;
    private readonly iam: Iam;
    private readonly sts: Sts;
    private readonly listeners = new Set<Listener>();

    constructor(endpoint: string, iam: Iam, sts: Sts) {
        this.endpoint = endpoint;
        this.iam = iam;
        this.sts = sts;
    }

    listen(listener: Listener): () => void {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
    }

    /** Notifies the listeners of a call that may have changed instances. */
    after({ service, action, region, error }: Call): void {
        if (service === "ec2" && changing.test(action) && !error) this.changed(region);
    }

    changed(region: string): void {
        for (const listener of this.listeners) listener(region);
    }

    async credentials(instanceId: string, region: string): Promise<InstanceKeys> {
        const ec2 = new EC2Client(motoClient(this.endpoint, region));
        const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
        const profile = Reservations[0]?.Instances?.[0]?.IamInstanceProfile?.Arn;
        if (!profile) throw new Error(`${instanceId} in ${region} has no instance profile`);
        const roleArn = await this.iam.roleOfProfile(profile);
        if (!roleArn) throw new Error(`${profile}, the instance profile of ${instanceId}, has no role`);
        for (const Service of ["ec2.amazonaws.com", ...(region.startsWith("cn-") ? ["ec2.amazonaws.com.cn"] : [])]) {
            const claim = { principal: { Service }, context: {} };
            const assumed = await this.sts.assume(roleArn, ["sts:AssumeRole"], claim, instanceId);
            if (assumed) return { ...assumed.keys, roleArn };
        }
        throw new Error(`${roleArn}, the role of ${instanceId}, does not trust EC2`);
    }
}
