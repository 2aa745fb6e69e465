/** Settings of an SDK client that connects to moto directly, outside the record. moto accepts any key. */
export const motoClient = (endpoint: string, region: string) => ({
    endpoint,
    region,
    credentials: { accessKeyId: "lab", secretAccessKey: "lab" },
});
