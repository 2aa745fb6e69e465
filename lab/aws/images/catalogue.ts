import { createHash } from "node:crypto";

/** A machine image with the SSM parameters for its id. */
export interface Image {
    id: string;
    name: string;
    architecture: "x86_64" | "arm64";
    rootDevice: string;
    platform?: "windows";
    owner: string;
    created: string;
    /** Parameter of this release; undefined if AWS has none. */
    parameter?: string;
    /** Parameter of the recommended release. It holds this image's id while its release is the latest one. */
    recommended?: string;
    release: number;
}

/** Kubernetes versions with images: supported by Karpenter 1.14 and 1.15, and still available in EKS. */
const minors = ["1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"];

/** Releases of each image family. A region has the later one after `Aws.publishImages`. */
export const releases = {
    al2023: ["v20260903", "v20260930"],
    al2: ["v20251101", "v20251120"],
    bottlerocket: ["1.50.0", "1.51.0"],
} as const;

// Owner accounts: https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html and Bottlerocket's.
const eks = "602401143452";
const bottlerocket = "092701018921";
const windows = "801119661308";

const dates = ["2026-01-05T00:00:00.000Z", "2026-03-05T00:00:00.000Z"];

const image = (release: number, fields: Omit<Image, "id" | "release" | "created">): Image => ({
    id: `ami-0${createHash("sha256").update(fields.name).digest("hex").slice(0, 16)}`,
    created: dates[release]!,
    release,
    ...fields,
});

// Parameter paths as Karpenter requests them (pkg/providers/amifamily), documented at
// https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
function al2023(minor: string, release: number): Image[] {
    const variants = { x86_64: ["standard", "nvidia", "neuron"], arm64: ["standard", "nvidia"] } as const;
    return Object.entries(variants).flatMap(([architecture, names]) =>
        names.map(variant => {
            const name = `amazon-eks-node-al2023-${architecture}-${variant}-${minor}-${releases.al2023[release]}`;
            const folder = `/aws/service/eks/optimized-ami/${minor}/amazon-linux-2023/${architecture}/${variant}`;
            return image(release, {
                name,
                architecture: architecture as Image["architecture"],
                rootDevice: "/dev/xvda",
                owner: eks,
                parameter: `${folder}/${name}/image_id`,
                recommended: `${folder}/recommended/image_id`,
            });
        }),
    );
}

/** AL2 images end with Kubernetes 1.32. */
function al2(minor: string, release: number): Image[] {
    if (Number(minor.split(".")[1]) > 32) return [];
    return ["", "-arm64", "-gpu"].map(kind => {
        const name = `amazon-eks${kind}-node-${minor}-${releases.al2[release]}`;
        const folder = `/aws/service/eks/optimized-ami/${minor}/amazon-linux-2${kind}`;
        return image(release, {
            name,
            architecture: kind === "-arm64" ? "arm64" : "x86_64",
            rootDevice: "/dev/xvda",
            owner: eks,
            parameter: `${folder}/${name}/image_id`,
            recommended: `${folder}/recommended/image_id`,
        });
    });
}

function bottlerockets(minor: string, release: number): Image[] {
    return ["", "-nvidia"].flatMap(variant =>
        (["x86_64", "arm64"] as const).map(architecture => {
            const version = releases.bottlerocket[release];
            const folder = `/aws/service/bottlerocket/aws-k8s-${minor}${variant}/${architecture}`;
            return image(release, {
                name: `bottlerocket-aws-k8s-${minor}${variant}-${architecture}-v${version}-1ab0cafe`,
                architecture,
                rootDevice: "/dev/xvda",
                owner: bottlerocket,
                parameter: `${folder}/${version}/image_id`,
                recommended: `${folder}/latest/image_id`,
            });
        }),
    );
}

function windowsServers(minor: string, release: number): Image[] {
    return ["2019", "2022", ...(Number(minor.split(".")[1]) >= 35 ? ["2025"] : [])].map(version => {
        const series = `Windows_Server-${version}-English-Core-EKS_Optimized-${minor}`;
        return image(release, {
            name: `${series}-${dates[release]!.slice(0, 10).replaceAll("-", ".")}`,
            architecture: "x86_64",
            rootDevice: "/dev/sda1",
            platform: "windows",
            owner: windows,
            recommended: `/aws/service/ami-windows-latest/${series}/image_id`,
        });
    });
}

/** Images that examples/Pulumi.al2.yaml selects by id. */
const named: Image[] = [
    ["ami-0a12b34c56d78e901", "amazon-eks-arm64-node-1.29-v20240817", "arm64"] as const,
    ["ami-0a12b34c56d78e902", "amazon-eks-node-1.29-v20240817", "x86_64"] as const,
    ["ami-0a12b34c56d78e903", "amazon-eks-gpu-node-1.29-v20240817", "x86_64"] as const,
].map(([id, name, architecture]) => ({
    ...image(0, { name, architecture, rootDevice: "/dev/xvda", owner: eks }),
    id,
    created: "2024-08-17T00:00:00.000Z",
}));

/** All images. Their ids are the same in every region. */
export const images: Image[] = [
    ...named,
    ...minors.flatMap(minor =>
        [0, 1].flatMap(release =>
            [al2023, al2, bottlerockets, windowsServers].flatMap(family => family(minor, release)),
        ),
    ),
];

/** An image as moto reads it from the file in MOTO_AMIS_PATH. */
export const motoImage = ({ id, name, architecture, rootDevice, platform, owner, created }: Image) => ({
    ami_id: id,
    state: "available",
    public: true,
    owner_id: owner,
    image_location: `amazon/${name}`,
    sriov: "simple",
    root_device_type: "ebs",
    root_device_name: rootDevice,
    description: name,
    image_type: "machine",
    platform: platform ?? null,
    architecture,
    name,
    virtualization_type: "hvm",
    hypervisor: "xen",
    creation_date: created,
});
