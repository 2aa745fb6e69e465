/** What the controller of the lab's test does not need, by statement and action, and why it is kept. */
export const kept: { [grant: string]: string } = {
    "AllowScopedReboot ec2:RebootInstances":
        "there only with the gate rebootForRepair, for nodes whose GPU fails, which no node of the lab does",
    "AllowScopedInstanceProfileTagActions iam:TagInstanceProfile":
        "IAM's guide asks for it of who makes a profile with tags; the evaluator and its reference do not, and upstream has it",
    "AllowInterruptionQueueDecryption kms:Decrypt":
        "there only with interruption.kmsKeyArn: SQS decrypts in the name of who reads",
    "AllowZonalShiftStatusReadOnly arc-zonal-shift:GetManagedResource":
        "there only with controller.zonalShift, which the lab's AWS has not",
};
