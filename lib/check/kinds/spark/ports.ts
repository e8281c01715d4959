import type { Report } from '../../report';
import { isLabel, isPortName } from '../kubernetes/forms';

/** A port of a Service. */
export function judgePort(fields: Record<string, any>, port: string, name: string, at: string, report: Report): void {
  judgeNumber(fields[port], `${at}.${port}`, 'the Service is refused', report);
  if (typeof fields[name] === 'string' && !isLabel(fields[name])) {
    report.warn('SPARK_PORT', `${at}.${name}`, fields[name], 'use at most 63 lower-case letters, digits and -: the Service is refused');
  }
}

/** A port of a container. */
export function judgeContainerPort({ containerPort, name, protocol }: Record<string, any>, at: string, report: Report): void {
  judgeNumber(containerPort, `${at}.containerPort`, 'the pod is refused', report);
  judgePortName(name, `${at}.name`, report);
  if (typeof protocol === 'string' && !['TCP', 'UDP', 'SCTP', ''].includes(protocol)) report.warn('SPARK_PORT', `${at}.protocol`, protocol, 'write TCP, UDP or SCTP: the pod is refused');
}

export function judgePortName(name: unknown, at: string, report: Report): void {
  if (typeof name === 'string' && name !== '' && !isPortName(name)) {
    report.warn('SPARK_PORT', at, name, 'use at most 15 lower-case letters, digits and single -: the pod is refused');
  }
}

function judgeNumber(port: unknown, at: string, why: string, report: Report): void {
  if (typeof port === 'number' && (port < 1 || port > 65535)) report.warn('SPARK_PORT', at, port, `write 1 to 65535: ${why}`);
}
