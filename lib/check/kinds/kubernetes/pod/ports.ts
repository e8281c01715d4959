import { list } from '../../../manifest';
import { PORT_NAME_FORM, isPortName } from '../forms';
import type { Teller } from '../values';
import { eachMap } from '../values';

/** Ports of one container: numbers and names. */
export function judgePorts(report: Teller, ports: readonly any[], at: string): void {
  if (ports.length === 0) return;
  const names = new Set<string>();
  eachMap(ports, (port, i) => {
    const { name, containerPort, hostPort } = port;
    if (typeof name === 'string' && name !== '') {
      if (!isPortName(name)) report.refuse('NAME_INVALID', `${at}.ports[${i}].name`, name, PORT_NAME_FORM.told);
      else if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}.ports[${i}].name`, name, 'another port of this container has the name');
      names.add(name);
    }
    judgePort(report, containerPort, `${at}.ports[${i}].containerPort`);
    if (hostPort !== 0) judgePort(report, hostPort, `${at}.ports[${i}].hostPort`);
  });
}

/** A port number. */
export function judgePort(report: Teller, port: unknown, field: string): void {
  if (typeof port === 'number' && !(port >= 1 && port <= 65535)) report.refuse('PORT_INVALID', field, port, '1 to 65535');
}

/** A port number or the name of a port. */
export function judgePortReference(report: Teller, port: unknown, field: string): void {
  if (typeof port === 'string' && !isPortName(port)) {
    const quoted = /^\d+$/.test(port);
    report.refuse('PORT_INVALID', field, port, quoted ? 'text is the name of a port: write a number without quotes' : `the name of a port: ${PORT_NAME_FORM.told}`);
  } else judgePort(report, port, field);
}

/** Ports of the node that two containers want; with host networking every port is one of the node. */
export function judgeHostPorts(report: Teller, containers: readonly any[], hostNetwork: boolean, at: (container: number) => string): void {
  let taken: Set<string> | undefined;
  containers.forEach((container, c) => list(container?.ports).forEach((port, i) => {
    const hostPort = port?.hostPort || (hostNetwork ? port?.containerPort : 0);
    if (typeof hostPort !== 'number' || hostPort === 0) return;
    const key = `${port.protocol || 'TCP'}/${port.hostIP ?? ''}/${hostPort}`;
    taken ??= new Set();
    if (taken.has(key)) report.refuse('PORT_DUPLICATE', `${at(c)}.ports[${i}].${port.hostPort ? 'hostPort' : 'containerPort'}`, hostPort, 'the port of the node is taken by another one of this pod');
    taken.add(key);
  }));
}

/** Ports that look alike in one pod: the server warns, and Services by name take the first. */
export function judgeLikePorts(report: Teller, groups: readonly (readonly [path: (container: number) => string, containers: readonly any[]])[]): void {
  const names = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (const [at, containers] of groups) {
    containers.forEach((container, c) => eachMap(container?.ports, (port, i) => {
      const container0 = at(c);
      const field = `${container0}.ports[${i}]`;
      const { name, containerPort } = port;
      if (typeof name === 'string' && name !== '') {
        const other = names.get(name);
        if (other !== undefined && other !== container0) report.warn('PORT_DUPLICATE', `${field}.name`, name, `${other} has a port of this name, and a Service takes that one: rename one of the two`);
        names.set(name, other ?? container0);
      }
      if (typeof containerPort !== 'number') return;
      const key = `${containerPort}/${port.protocol || 'TCP'}/${port.hostPort ?? 0}/${port.hostIP ?? ''}`;
      const other = numbers.get(key);
      if (other !== undefined) report.warn('PORT_DUPLICATE', `${field}.containerPort`, containerPort, `${other} lists the same port: containers of a pod share its ports`);
      numbers.set(key, other ?? container0);
    }));
  }
}
