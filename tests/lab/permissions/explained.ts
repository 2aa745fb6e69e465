/** What linters find in our policies, by statement, and why it stays. */
export const explained: { [finding: string]: string } = {
    "AllowScopedEC2InstanceAccessActions: parliament RESOURCE_MISMATCH":
        "What one call names is allowed by three statements, each for the resources with its own conditions; none names all by itself.",
    "AllowScopedEC2LaunchTemplateAccessActions: parliament RESOURCE_MISMATCH":
        "What one call names is allowed by three statements, each for the resources with its own conditions; none names all by itself.",
    "AllowScopedEC2InstanceActionsWithTags: parliament RESOURCE_MISMATCH":
        "What one call names is allowed by three statements, each for the resources with its own conditions; none names all by itself.",
    "AllowSSMReadActions: parliament RESOURCE_MISMATCH":
        "Public parameters have no account in their ARN, which parliament's pattern of ssm:GetParameter does not know.",
    "AllowZonalShiftStatusReadOnly: parliament RESOURCE_STAR":
        "The call names no resource of its own; the condition arc-zonal-shift:ResourceIdentifier leaves one cluster.",
};
