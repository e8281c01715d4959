import type { App } from 'cdk8s';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { ClusterQueue, Quota, ResourceFlavor, Stack } from 'cdk8s-mlops';

/** What all training of the cluster may take at a time. A job that can never fit is told at synth. */
export function gpuPool(app: App): ClusterQueue {
  const cluster = new Stack(app, 'cluster', { createNamespace: false });
  return new ClusterQueue(cluster, 'pool', {
    quotas: [Quota.of(new ResourceFlavor(cluster, 'nodes'), {
      cpu: Cpu.units(512), memory: Size.tebibytes(2), devices: { 'nvidia.com/gpu': 32, 'google.com/tpu': 16 },
    })],
  });
}
