import type { AwsFunction } from "../function.ts";
import { getCallerIdentity, getPartition, getRegion } from "./account.ts";
import { getSecurityGroups, getSubnet, getSubnets } from "./ec2.ts";
import { getAddon, getAddonVersion, getCluster } from "./eks.ts";
import { getInstanceProfile, getOpenIdConnectProvider, getRole } from "./iam.ts";

/** All functions that the program calls. */
export const functions: Record<string, AwsFunction> = {
    "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
    "aws:index/getPartition:getPartition": getPartition,
    "aws:index/getRegion:getRegion": getRegion,
    "aws:ec2/getSecurityGroups:getSecurityGroups": getSecurityGroups,
    "aws:ec2/getSubnet:getSubnet": getSubnet,
    "aws:ec2/getSubnets:getSubnets": getSubnets,
    "aws:eks/getAddon:getAddon": getAddon,
    "aws:eks/getAddonVersion:getAddonVersion": getAddonVersion,
    "aws:eks/getCluster:getCluster": getCluster,
    "aws:iam/getInstanceProfile:getInstanceProfile": getInstanceProfile,
    "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": getOpenIdConnectProvider,
    "aws:iam/getRole:getRole": getRole,
};
