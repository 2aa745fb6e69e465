import { isIP } from "node:net";

/** Whether a text is a CIDR block of IPv4 or IPv6. */
export function isCidr(text: string): boolean {
    const [address = "", bits = "", ...more] = text.split("/");
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
    return /^\d+$/.test(bits) && Number(bits) <= most && more.length === 0;
}

/** The private blocks of IPv4: https://datatracker.ietf.org/doc/html/rfc1918 */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Whether a block of IPv4 lies in one of the private blocks. */
export const isPrivate = (block: string): boolean =>
    privateBlocks.some(
        each => bitsOf(block) >= bitsOf(each) && networkOf(block, bitsOf(each)) === networkOf(each, bitsOf(each)),
    );

export const bitsOf = (block: string): number => Number(block.split("/")[1]);

/** The first bits of a block's address. */
const networkOf = (block: string, bits: number): number =>
    Math.floor(
        block
            .split("/")[0]!
            .split(".")
            .reduce((sum, part) => sum * 256 + Number(part), 0) /
            2 ** (32 - bits),
    );
