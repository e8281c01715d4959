import type { Application } from './parts';
import { judgePort } from './ports';
import { isAbsent, isMap, record } from '../../manifest';
import { eachMap } from '../kubernetes/values';

/** What is reached from outside: the web UI, and ports of the driver. */
export function judgeIngress({ spec, path, report, told }: Application): void {
  const ports = new Set<unknown>();
  const formats = new Set<unknown>();
  eachMap(spec.driverIngressOptions, (option, i) => {
    const at = `${path}.driverIngressOptions[${i}]`;
    const { servicePort: port, ingressURLFormat: format } = option;
    if (typeof port === 'number' && ports.has(port)) told.refuse('SPARK_INGRESS', `${at}.servicePort`, port, 'take another port: each stands once');
    ports.add(port);
    if (isAbsent(format) || format === '') told.refuse('SPARK_INGRESS', `${at}.ingressURLFormat`, format ?? undefined, 'write the URL, such as {{$appName}}.example.com');
    else if (formats.has(format)) told.refuse('SPARK_INGRESS', `${at}.ingressURLFormat`, format, 'take another URL: each stands once');
    formats.add(format);
    judgePort(option, 'servicePort', 'servicePortName', at, report);
  });
  const ui = record(spec.sparkUIOptions);
  const at = `${path}.sparkUIOptions`;
  judgePort(ui, 'servicePort', 'servicePortName', at, report);
  if (!Array.isArray(spec.driverIngressOptions) || spec.driverIngressOptions.length === 0) {
    for (const key of ['ingressAnnotations', 'ingressTLS']) {
      const given = isMap(ui[key]) ? Object.keys(ui[key]) : ui[key];
      if (Array.isArray(given) && given.length > 0) report.note('SPARK_INGRESS_OFF', `${at}.${key}`, undefined, 'start the operator with --ingress-url-format: without it there is no Ingress for the UI');
    }
  }
}
