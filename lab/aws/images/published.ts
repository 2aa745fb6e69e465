import type { Answer } from "../gateway/answer.ts";
import type { Handlers } from "../gateway/gateway.ts";
import type { AwsRequest } from "../gateway/request.ts";
import { partitionOf } from "../partition.ts";
import { type Image, images } from "./catalogue.ts";

/** Published images by region, as SSM's public parameters. */
export class Published {
    readonly handlers: Handlers;
    private readonly newest = new Map<string, number>();

    constructor(forward: (request: AwsRequest) => Promise<Answer>) {
        this.handlers = {
            // moto does not allow parameters under /aws.
            "ssm:GetParameter": request => {
                const value = this.parameters(request.region).get(request.parameters.Name);
                return value
                    ? { Parameter: parameter(request.region, request.parameters.Name, value) }
                    : forward(request);
            },
            "ssm:GetParameters": request => {
                const known = this.parameters(request.region);
                const names: string[] = request.parameters.Names;
                if (!names.some(name => known.has(name))) return forward(request);
                return {
                    Parameters: names.flatMap(name => {
                        const value = known.get(name);
                        return value ? [parameter(request.region, name, value)] : [];
                    }),
                    InvalidParameters: names.filter(name => !known.has(name)),
                };
            },
        };
    }

    /** Publishes the later release of every image, which changes the recommended images. */
    publish(region: string): void {
        this.newest.set(region, 1);
    }

    /** The image in the parameter of a recommended image. */
    recommended(region: string, parameter: string): Image | undefined {
        const id = this.parameters(region).get(parameter);
        return images.find(image => image.id === id);
    }

    /** Image ids by parameter name. */
    private parameters(region: string): Map<string, string> {
        const newest = this.newest.get(region) ?? 0;
        return new Map(
            images
                .filter(({ release }) => release <= newest)
                .flatMap(image =>
                    [image.parameter, image.recommended].flatMap(name => (name ? [[name, image.id] as const] : [])),
                ),
        );
    }
}

const parameter = (region: string, name: string, value: string) => ({
    Name: name,
    Type: "String",
    Value: value,
    Version: 1,
    LastModifiedDate: Date.UTC(2026, 0, 5) / 1000,
    ARN: `arn:${partitionOf(region)}:ssm:${region}::parameter${name}`,
    DataType: "aws:ec2:image",
});
