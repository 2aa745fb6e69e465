import {
    DescribeInstanceTypeOfferingsCommand,
    DescribeInstanceTypesCommand,
    EC2Client,
    type InstanceTypeInfo,
} from "@aws-sdk/client-ec2";
import { Answer } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { motoClient } from "../moto-client.ts";

/** A region with offerings in moto, used for regions without them. */
const wellKnown = "us-west-2";

type Forward = (request: AwsRequest) => Promise<Answer>;

/** EC2's offerings and prices. moto's responses are large and constant, so each is fetched once. */
export function marketHandlers(endpoint: string, forward: Forward): Handlers {
    const answers = new Map<string, Promise<Answer>>();
    const once = async (request: AwsRequest, ask: () => Promise<Answer>): Promise<Answer> => {
        const key = `${request.region} ${request.url.search} ${request.body}`;
        const asked = answers.get(key) ?? ask();
        answers.set(key, asked);
        const answer = await asked;
        if (answer.status !== 200) answers.delete(key);
        return answer;
    };
    let prices: Promise<Map<string, number>> | undefined;
    const priced = () => {
        prices ??= pricesOf(endpoint);
        return prices;
    };
    return {
        "ec2:DescribeInstanceTypes": request => once(request, () => forward(request)),
        "ec2:DescribeInstanceTypeOfferings": request =>
            once(request, () => forward(elsewhere(request)).then(back(request))),
        "ec2:DescribeSpotPriceHistory": async ({ region }) => ({
            spotPriceHistorySet: await spotPrices(endpoint, region, await priced()),
        }),
        "pricing:GetProducts": async ({ parameters }) => ({
            FormatVersion: "aws_v1",
            PriceList: products(await priced(), parameters.Filters ?? []),
        }),
    };
}

const isKnown = (region: string) => !/^(cn|us-gov)-/.test(region);

/** The same request to a region with offerings in moto. */
function elsewhere(request: AwsRequest): AwsRequest {
    if (isKnown(request.region)) return request;
    const body = Buffer.from(request.body.toString().replaceAll(request.region, wellKnown));
    return { ...request, region: wellKnown, body };
}

const back =
    ({ region }: AwsRequest) =>
    (answer: Answer): Answer =>
        isKnown(region)
            ? answer
            : new Answer(answer.status, answer.headers, answer.body.toString().replaceAll(wellKnown, region));

/**
 * On-demand prices in the partition's currency. They are made up, close enough to AWS's that larger instances, memory
 * and accelerators cost more, and arm64 costs less.
 */
async function pricesOf(endpoint: string): Promise<Map<string, number>> {
    const ec2 = new EC2Client(motoClient(endpoint, wellKnown));
    const { InstanceTypes = [] } = await ec2.send(new DescribeInstanceTypesCommand({}));
    return new Map(InstanceTypes.map(type => [type.InstanceType!, Number(price(type).toFixed(4))]));
}

function price({ VCpuInfo, MemoryInfo, GpuInfo, ProcessorInfo }: InstanceTypeInfo): number {
    const cpus = 0.03 * (VCpuInfo?.DefaultVCpus ?? 0);
    const memory = (0.004 * (MemoryInfo?.SizeInMiB ?? 0)) / 1024;
    const gpus = (GpuInfo?.Gpus ?? []).reduce((sum, gpu) => sum + 0.4 * (gpu.Count ?? 0), 0);
    return (cpus + memory) * (ProcessorInfo?.SupportedArchitectures?.includes("arm64") ? 0.8 : 1) + gpus;
}

/** Spot prices: two fifths of on-demand, in every zone. */
async function spotPrices(endpoint: string, region: string, prices: Map<string, number>): Promise<object[]> {
    const ec2 = new EC2Client(motoClient(endpoint, isKnown(region) ? region : wellKnown));
    const { InstanceTypeOfferings = [] } = await ec2.send(
        new DescribeInstanceTypeOfferingsCommand({ LocationType: "availability-zone" }),
    );
    return InstanceTypeOfferings.map(({ InstanceType, Location }) => ({
        instanceType: InstanceType,
        productDescription: "Linux/UNIX (Amazon VPC)",
        spotPrice: ((prices.get(InstanceType!) ?? 1) * 0.4).toFixed(6),
        availabilityZone: isKnown(region) ? Location : Location?.replace(wellKnown, region),
        timestamp: new Date(),
    }));
}

/** Products of the price list with the attributes that Karpenter reads (pkg/providers/pricing). */
function products(prices: Map<string, number>, filters: { Field: string; Value: string }[]): string[] {
    const metal = filters.some(({ Value }) => Value === "Compute Instance (bare metal)");
    return [...prices]
        .filter(([type]) => /\.metal/.test(type) === metal)
        .map(([instanceType, price]) => {
            const pricePerUnit = { USD: String(price), CNY: String(price) };
            const onDemand = { term: { priceDimensions: { dimension: { pricePerUnit } } } };
            return JSON.stringify({ product: { attributes: { instanceType } }, terms: { OnDemand: onDemand } });
        });
}
