import type { ServiceMonitorSpec } from '../../../imports/monitoring.coreos.com';

type Endpoint = ServiceMonitorSpec['endpoints'][number];

/**
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 * @internal
 */
export function serviceMonitorSpec(selector: Record<string, string>, path: string, extra: Partial<Endpoint> = {}): ServiceMonitorSpec {
  return { selector: { matchLabels: selector }, endpoints: [{ port: 'http', path, interval: '30s', ...extra }] };
}
