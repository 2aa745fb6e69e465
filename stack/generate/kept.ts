/** What the controller of the lab's test does not need, by statement and action, and why it is kept. */
export const kept: { [grant: string]: string } = {
    "AllowScopedReboot ec2:RebootInstances":
        "there only with the gate rebootForRepair, for nodes whose GPU fails, as no node of the lab does",
    "AllowScopedInstanceProfileTagActions iam:TagInstanceProfile":
        "asked for by IAM's guide of who makes a profile with tags, and not by its reference; upstream has it",
    "AllowInterruptionQueueDecryption kms:Decrypt":
        "there only with interruption.kmsKeyArn: SQS decrypts in the reader's name",
    "AllowZonalShiftStatusReadOnly arc-zonal-shift:GetManagedResource":
        "there only with controller.zonalShift, and the lab's AWS has no zonal shift",
};
