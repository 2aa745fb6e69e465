/** Actions that are never used in the lab's test, by statement and action, with the reason to keep them. */
export const kept: { [grant: string]: string } = {
    "AllowScopedReboot ec2:RebootInstances":
        "only granted with the gate `rebootForRepair`; it is for nodes with a failed GPU, and the lab has none",
    "AllowScopedInstanceProfileTagActions iam:TagInstanceProfile":
        "required to create a profile with tags by IAM's guide, though not by its reference; upstream grants it",
    "AllowInterruptionQueueDecryption kms:Decrypt":
        "only granted with `interruption.kmsKeyArn`; SQS decrypts on behalf of the reader",
    "AllowZonalShiftStatusReadOnly arc-zonal-shift:GetManagedResource":
        "only granted with `controller.zonalShift`; the lab's AWS has no zonal shift",
};
