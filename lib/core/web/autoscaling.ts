/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
export interface AutoscalingModel {
  readonly min: number;
  readonly max: number;
  readonly cpuPercent?: number;
  readonly memoryPercent?: number;
}

/** Quick up, slow down: a model server takes a while to load. */
export function autoscalerSpec(name: string, { min, max, cpuPercent, memoryPercent }: AutoscalingModel): object {
  const metric = (resource: string, averageUtilization: number) =>
    ({ type: 'Resource', resource: { name: resource, target: { type: 'Utilization', averageUtilization } } });
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      ...cpuPercent === undefined ? [] : [metric('cpu', cpuPercent)],
      ...memoryPercent === undefined ? [] : [metric('memory', memoryPercent)],
    ],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 0, selectPolicy: 'Max',
        policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }, { type: 'Pods', value: 2, periodSeconds: 30 }],
      },
      scaleDown: {
        stabilizationWindowSeconds: 300, selectPolicy: 'Min',
        policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }, { type: 'Pods', value: 1, periodSeconds: 60 }],
      },
    },
  };
}
