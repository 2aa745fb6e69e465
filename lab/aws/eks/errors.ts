import { AwsError } from "../gateway/answer.ts";

// EKS's errors: https://docs.aws.amazon.com/eks/latest/APIReference/CommonErrors.html

export const invalidParameter = (message: string) => new AwsError(400, "InvalidParameterException", message);
export const invalidRequest = (message: string) => new AwsError(400, "InvalidRequestException", message);
export const notFound = (message: string) => new AwsError(404, "ResourceNotFoundException", message);
export const inUse = (message: string) => new AwsError(409, "ResourceInUseException", message);
