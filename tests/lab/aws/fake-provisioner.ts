import type { ClusterOrder, ControlPlane, StartControlPlane } from "../../../lab/aws/aws.ts";

/** Control planes without programs: they answer what a test sets, and keep what EKS asks of them. */
export class FakeProvisioner {
    readonly orders: ClusterOrder[] = [];
    /** `joined i-1`, `drain i-1`, `stop`. */
    readonly events: string[] = [];
    /** What starting a cluster, joining and draining wait for. */
    starting: () => Promise<void> = async () => {};
    joining: () => Promise<void> = async () => {};
    draining: () => Promise<void> = async () => {};

    readonly start: StartControlPlane = async order => {
        this.orders.push(order);
        await this.starting();
        return {
            ...plane,
            joined: async ids => {
                this.events.push(`joined ${ids.join(" ")}`);
                await this.joining();
            },
            drain: async id => {
                this.events.push(`drain ${id}`);
                await this.draining();
            },
            stop: async () => void this.events.push("stop"),
        };
    };
}

export const plane: Pick<ControlPlane, "endpoint" | "certificateAuthority" | "issuer" | "jwks"> = {
    endpoint: "https://127.0.0.1:1",
    certificateAuthority: "Q0E=",
    issuer: "https://oidc.eks.us-west-2.amazonaws.com/id/NEW",
    jwks: { keys: [] },
};

/** A promise that a test settles. */
export function gate(): { passed: Promise<void>; open(): void; fail(error: Error): void } {
    let open = () => {};
    let fail = (_: Error) => {};
    const passed = new Promise<void>((resolve, reject) => {
        open = resolve;
        fail = reject;
    });
    return { passed, open, fail };
}
