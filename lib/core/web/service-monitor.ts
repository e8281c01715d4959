/** @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor */
export function serviceMonitorSpec(selector: Record<string, string>, path: string, extra: object = {}): object {
  return { selector: { matchLabels: selector }, endpoints: [{ port: 'http', path, interval: '30s', ...extra }] };
}
