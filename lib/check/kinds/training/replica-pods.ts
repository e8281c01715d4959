import type { Framework } from './frameworks';
import type { Replica } from './replicas';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { isEmpty } from '../kubernetes/values';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never', 'ExitCode'];

/** What happens to the pods of a replica that nobody refuses. */
export function judgeReplicaPods(framework: Framework, replicas: readonly Replica[], report: Report): void {
  const decider = framework.deciders.find(type => replicas.some(replica => replica.type === type));
  for (const replica of replicas) {
    judgeRestartPolicy(framework, replica, replica.type === decider, report);
    if (framework.port !== '') judgePorts(framework, replica, report);
  }
}

function judgeRestartPolicy({ restart }: Framework, { spec, pod, path, type }: Replica, decides: boolean, report: Report): void {
  const { restartPolicy } = spec;
  if (typeof restartPolicy === 'string' && restartPolicy !== '' && !RESTART_POLICIES.includes(restartPolicy)) {
    const near = nearest(restartPolicy, RESTART_POLICIES);
    report.warn(
      'TRAINING_RESTART_POLICY', `${path}.restartPolicy`, restartPolicy,
      `one of ${RESTART_POLICIES.join(', ')}${near ? `; did you mean '${near}'?` : ''}: nobody checks it here, and the API server refuses each pod`,
    );
  }
  if (restartPolicy === 'Always' && decides) {
    report.warn(
      'TRAINING_RESTART_ALWAYS', `${path}.restartPolicy`, restartPolicy,
      `write OnFailure or ExitCode: a pod that is always restarted never succeeds, and the job ends when ${type} has`,
    );
  }
  judgeTemplateRestart(spec, pod, path, restart, report);
}

/** The restart policy of the pod template, which the one of the replica overwrites. */
export function judgeTemplateRestart(spec: Record<string, any>, pod: Record<string, any>, path: string, restart: string, report: Report): void {
  const inTemplate = pod.restartPolicy;
  if (typeof inTemplate !== 'string' || inTemplate === '') return;
  const effective = spec.restartPolicy === 'ExitCode' ? 'Never' : spec.restartPolicy || restart;
  if (inTemplate === effective) return;
  report.warn(
    'TRAINING_RESTART_IN_TEMPLATE', `${path}.template.spec.restartPolicy`, inTemplate,
    `write it as ${path}.restartPolicy: the one in the pod template is overwritten, here with ${effective}`,
  );
}

function judgePorts({ container: wanted, port: wantedPort, portNumber }: Framework, { containers }: Replica, report: Report): void {
  const main = containers.find(({ container }) => container.name === wanted);
  if (!main || !Array.isArray(main.container.ports)) return;
  const ports: unknown[] = main.container.ports;
  const isWanted = (port: any) => port?.name === wantedPort;
  const seen = new Set<unknown>(ports.some(isWanted) ? [] : [portNumber]);
  ports.forEach((port: any, i) => {
    const path = `${main.path}.ports[${i}]`;
    const { name, containerPort } = Object(port);
    if (isEmpty(name)) {
      report.warn(
        'TRAINING_PORT_UNNAMED', `${path}.name`, name,
        `name it, '${wantedPort}' if the replicas meet there: the operator adds all ports to one Service, which is refused with an unnamed one`,
      );
    } else if (seen.has(containerPort)) {
      report.warn(
        'TRAINING_PORT_DUPLICATE', `${path}.containerPort`, containerPort,
        containerPort === portNumber && !ports.some(isWanted)
          ? `name this port '${wantedPort}': the operator adds one of that name and number, and the Service with both is refused`
          : 'a number once only: the Service with all ports of this container has no protocols, and is refused with two alike',
      );
    } else if (!isWanted(port) && typeof name === 'string' && looksMeant(name, wantedPort)) {
      report.warn('TRAINING_PORT_NAME', `${path}.name`, name, `name it '${wantedPort}' if the replicas shall meet there: any other name leaves them at ${portNumber}`);
    }
    seen.add(containerPort);
  });
}

const looksMeant = (name: string, wanted: string) => nearest(name, [wanted]) !== undefined || /rdzv|rendez|c10d|coordinat|^master/.test(name);

/** Variables that the operator appends, so that those in the template are lost. */
export function judgeOverwrittenEnv(replica: Replica, names: readonly string[], report: Report, only?: (name: unknown, index: number) => boolean): void {
  replica.containers.forEach(({ path, container }, i) => {
    if (!Array.isArray(container.env) || only && !only(container.name, i)) return;
    container.env.forEach((variable: any, j: number) => {
      if (!names.includes(variable?.name)) return;
      report.warn('TRAINING_ENV_OVERWRITTEN', `${path}.env[${j}].name`, variable.name, 'leave it out: the controller appends its own value of this variable, and the last one counts');
    });
  });
}
