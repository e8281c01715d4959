import { judgeKept, judgeMadeName, judgeTaken, routeOf } from './made';
import { judgeNotebookAnnotations, REWRITE } from './notebook-annotations';
import type { Manifest } from '../../manifest';
import { isAbsent, list, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { judgePodAnnotations } from '../kubernetes/pods';
import { isEmpty, later } from '../kubernetes/values';

const POD = 'spec.template.spec';
const MAIN = `${POD}.containers[0]`;

/** What the controller of Kubeflow Notebooks 1.11 makes of a Notebook; nobody validates it before. */
export const notebook: KindRule = {
  kinds: ['kubeflow.org/Notebook'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    const { name } = metadata;
    judgeMadeName(manifest, 'NOTEBOOK_NAME', { most: 52, why: 'the pods of its StatefulSet are labelled with the name and 11 characters more, and none can be made' }, report);
    if (name !== undefined) judgeTaken(manifest, name, ['/Service', 'apps/StatefulSet', 'tensorboard.kubeflow.org/Tensorboard'], objects, report);
    judgeLabels(manifest, report);
    judgeNotebookAnnotations(manifest, report);
    const pod = record(record(record(spec).template).spec);
    judgePodAnnotations(later(report), metadata.annotations, pod, 'metadata.annotations');
    if (!Array.isArray(pod.containers)) {
      if (isAbsent(record(spec).template) || isAbsent(spec.template.spec)) report.warn('NOTEBOOK_CONTAINER', `${POD}.containers`, undefined, 'give the container of the server: without one the controller crashes');
      return;
    }
    judgeKept(pod, POD, manifest, report);
    judgeContainer(manifest, pod.containers, report);
    judgeStorage(pod, record(pod.containers[0]), report);
  },
};

/** Labels of the Notebook go to its pod, and win over those of the controller. */
function judgeLabels({ metadata }: Manifest, report: Report): void {
  const { name, labels = {} } = metadata;
  if (name === undefined) return;
  const { statefulset, 'notebook-name': owner } = labels;
  if (statefulset !== undefined && statefulset !== name) {
    report.warn('NOTEBOOK_LABEL', 'metadata.labels.statefulset', statefulset, 'remove it: it overwrites the label that the StatefulSet selects its pod by, and the API server refuses that');
  }
  if (owner !== undefined && owner !== name) {
    report.warn('NOTEBOOK_LABEL', 'metadata.labels.notebook-name', owner, 'remove it: it overwrites the label that the controller knows the pod by, and the status is never updated');
  }
}

function judgeContainer(manifest: Manifest, containers: readonly unknown[], report: Report): void {
  const { name } = manifest.metadata;
  const main = record(containers[0]);
  if (name !== undefined && containers.length > 0 && typeof main.name === 'string' && !containers.some(container => record(container).name === name)) {
    report.warn('NOTEBOOK_CONTAINER', `${MAIN}.name`, main.name, `name it '${name}', as the Notebook: the controller follows the state of that container alone`);
  }
  judgePorts(main, report);
  judgePrefix(manifest, main, report);
}

/** The Service leads to the first port of the first container. */
function judgePorts({ ports }: Record<string, any>, report: Report): void {
  if (!Array.isArray(ports)) return;
  if (ports.length === 0) {
    report.warn('NOTEBOOK_PORT', `${MAIN}.ports`, undefined, 'leave it out for port 8888: the controller takes the first port of the list, and crashes where it is empty');
    return;
  }
  const { containerPort, protocol } = record(ports[0]);
  if (containerPort !== 8888 && ports.some(port => record(port).containerPort === 8888)) {
    report.warn('NOTEBOOK_PORT', `${MAIN}.ports[0].containerPort`, containerPort, 'the Service leads to the first port of the list: put 8888 first');
  } else if (typeof protocol === 'string' && protocol !== '' && protocol !== 'TCP') {
    report.warn('NOTEBOOK_PORT', `${MAIN}.ports[0].protocol`, protocol, 'the Service leads to the first port of the list, by TCP');
  }
}

/** The server has to answer under the path that is routed to it. */
function judgePrefix(manifest: Manifest, { env }: Record<string, any>, report: Report): void {
  const route = routeOf(manifest, '/notebook');
  if (route === undefined || !isEmpty(record(manifest.metadata.annotations)[REWRITE])) return;
  list(env).forEach((variable, i) => {
    const { name, value } = record(variable);
    if (name !== 'NB_PREFIX' || typeof value !== 'string' || value.includes('$(') || value.replace(/\/$/, '') === route) return;
    report.warn('NOTEBOOK_PREFIX', `${MAIN}.env[${i}].value`, value, `leave it out: requests come in under ${route}, which the controller sets`);
  });
}

/** What is written outside of a volume is gone when the Notebook stops. */
function judgeStorage(pod: Record<string, any>, main: Record<string, any>, report: Report): void {
  const claims = new Set(list(pod.volumes).filter(volume => !isAbsent(record(volume).persistentVolumeClaim)).map(volume => record(volume).name));
  const mounted = list(main.volumeMounts).some(mount => claims.has(record(mount).name));
  if (!mounted) {
    report.note('NOTEBOOK_STORAGE', `${MAIN}.volumeMounts`, undefined, 'mount a PersistentVolumeClaim at the home directory: what is written elsewhere is lost when the Notebook stops');
  } else if (!isAbsent(pod.securityContext) && isAbsent(record(pod.securityContext).fsGroup)) {
    report.note('NOTEBOOK_STORAGE', `${POD}.securityContext.fsGroup`, undefined, 'the controller adds fsGroup 100 only where there is no securityContext: without it the user may not write to the volume');
  }
}
