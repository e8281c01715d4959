/** Labels by which each cloud and NVIDIA's feature discovery name a GPU product. */
export interface Product {
  /** Values of `nvidia.com/gpu.product`; a product comes in several forms. */
  readonly discovery: readonly string[];
  /** Value of `cloud.google.com/gke-accelerator`. */
  readonly gke?: string;
  /** Value of `karpenter.k8s.aws/instance-gpu-name`. */
  readonly karpenter?: string;
}

/**
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gpus
 * @see https://karpenter.sh/docs/reference/instance-types/
 * @see https://github.com/NVIDIA/k8s-device-plugin/tree/main/docs/gpu-feature-discovery
 */
export const NVIDIA_PRODUCTS: Readonly<Record<string, Product>> = {
  'T4': { discovery: ['Tesla-T4'], gke: 'nvidia-tesla-t4', karpenter: 't4' },
  'P4': { discovery: ['Tesla-P4'], gke: 'nvidia-tesla-p4' },
  'P100': { discovery: ['Tesla-P100-PCIE-16GB'], gke: 'nvidia-tesla-p100' },
  'V100': { discovery: ['Tesla-V100-SXM2-16GB', 'Tesla-V100-SXM2-32GB', 'Tesla-V100-PCIE-16GB'], gke: 'nvidia-tesla-v100', karpenter: 'v100' },
  'A10G': { discovery: ['NVIDIA-A10G'], karpenter: 'a10g' },
  'L4': { discovery: ['NVIDIA-L4'], gke: 'nvidia-l4', karpenter: 'l4' },
  'L40S': { discovery: ['NVIDIA-L40S'], karpenter: 'l40s' },
  'A100': { discovery: ['NVIDIA-A100-SXM4-40GB', 'NVIDIA-A100-PCIE-40GB'], gke: 'nvidia-tesla-a100', karpenter: 'a100' },
  'A100-80GB': { discovery: ['NVIDIA-A100-SXM4-80GB', 'NVIDIA-A100-80GB-PCIe'], gke: 'nvidia-a100-80gb', karpenter: 'a100' },
  'H100': { discovery: ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-H100-PCIe'], gke: 'nvidia-h100-80gb', karpenter: 'h100' },
  'H200': { discovery: ['NVIDIA-H200'], gke: 'nvidia-h200-141gb', karpenter: 'h200' },
  'B200': { discovery: ['NVIDIA-B200'], gke: 'nvidia-b200', karpenter: 'b200' },
};
