/** The settings of a client that speaks to moto itself, behind the gateway and unseen by its record. moto takes any key. */
export const motoClient = (endpoint: string, region: string) => ({
    endpoint,
    region,
    credentials: { accessKeyId: "lab", secretAccessKey: "lab" },
});
