/** Labels by which each cloud and NVIDIA's feature discovery name a GPU product. */
export interface Product {
  /** Values of `nvidia.com/gpu.product`; a product comes in several forms. Empty: it has a name on its cloud only. */
  readonly discovery: readonly string[];
  /** Value of `cloud.google.com/gke-accelerator`. */
  readonly gke?: string;
  /** Value of `instance-gpu-name`, under `karpenter.k8s.aws` or, in Auto Mode, `eks.amazonaws.com`. */
  readonly aws?: string;
  /** Whether it can be cut into slices (MIG). */
  readonly slices?: boolean;
  /** Whether its machines have Arm CPUs. */
  readonly arm?: boolean;
}

/**
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/gpus
 * @see https://karpenter.sh/docs/reference/instance-types/
 * @see https://github.com/NVIDIA/k8s-device-plugin/tree/main/docs/gpu-feature-discovery
 */
export const NVIDIA_PRODUCTS: Readonly<Record<string, Product>> = {
  'T4': { discovery: ['Tesla-T4'], gke: 'nvidia-tesla-t4', aws: 't4' },
  'P4': { discovery: ['Tesla-P4'], gke: 'nvidia-tesla-p4' },
  'P100': { discovery: ['Tesla-P100-PCIE-16GB'], gke: 'nvidia-tesla-p100' },
  'V100': { discovery: ['Tesla-V100-SXM2-16GB', 'Tesla-V100-SXM2-32GB', 'Tesla-V100-PCIE-16GB'], gke: 'nvidia-tesla-v100', aws: 'v100' },
  'A10': { discovery: ['NVIDIA-A10'] },
  'A10G': { discovery: ['NVIDIA-A10G'], aws: 'a10g' },
  'A30': { discovery: ['NVIDIA-A30'], slices: true },
  'A40': { discovery: ['NVIDIA-A40'] },
  'L4': { discovery: ['NVIDIA-L4'], gke: 'nvidia-l4', aws: 'l4' },
  'L40': { discovery: ['NVIDIA-L40'] },
  'L40S': { discovery: ['NVIDIA-L40S'], aws: 'l40s' },
  'RTX-PRO-6000': { discovery: ['NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition'], gke: 'nvidia-rtx-pro-6000', aws: 'rtx-pro-server-6000', slices: true },
  'A100': { discovery: ['NVIDIA-A100-SXM4-40GB', 'NVIDIA-A100-PCIE-40GB'], gke: 'nvidia-tesla-a100', aws: 'a100', slices: true },
  'A100-80GB': { discovery: ['NVIDIA-A100-SXM4-80GB', 'NVIDIA-A100-80GB-PCIe'], gke: 'nvidia-a100-80gb', aws: 'a100', slices: true },
  'H20': { discovery: ['NVIDIA-H20'], slices: true },
  'H100': { discovery: ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-H100-PCIe'], gke: 'nvidia-h100-80gb', aws: 'h100', slices: true },
  'H100-MEGA': { discovery: [], gke: 'nvidia-h100-mega-80gb', slices: true },
  'H100-NVL': { discovery: ['NVIDIA-H100-NVL'], slices: true },
  'H200': { discovery: ['NVIDIA-H200'], gke: 'nvidia-h200-141gb', aws: 'h200', slices: true },
  'GH200': { discovery: ['NVIDIA-GH200-480GB'], slices: true, arm: true },
  'B200': { discovery: ['NVIDIA-B200'], gke: 'nvidia-b200', aws: 'b200', slices: true },
  'B300': { discovery: ['NVIDIA-B300-SXM6-AC'], aws: 'b300', slices: true },
  'GB200': { discovery: ['NVIDIA-GB200'], gke: 'nvidia-gb200', aws: 'gb200', slices: true, arm: true },
  'GB300': { discovery: ['NVIDIA-GB300'], gke: 'nvidia-gb300', aws: 'gb300', slices: true, arm: true },
};

/** The product of a short name. */
export function productOf(name: string): Product | undefined {
  return Object.hasOwn(NVIDIA_PRODUCTS, name) ? NVIDIA_PRODUCTS[name] : undefined;
}
