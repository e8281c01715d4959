import { PARTS } from './parts';
import type { Application } from './parts';
import { isMap, record, records } from '../../manifest';
import { nearest } from '../../nearest';
import { eachMap } from '../kubernetes/values';

/** Volumes of this front are scratch space, which Spark mounts itself. */
const SCRATCH = 'spark-local-dir-';
const SCRATCH_TYPES = ['emptyDir', 'hostPath', 'nfs', 'persistentVolumeClaim'];

/** What is mounted, and from where. */
export function judgeVolumes(app: Application): void {
  const { spec, path } = app;
  const volumes = new Map<string, { volume: Record<string, any>; at: string }>();
  eachMap(spec.volumes, (volume, i) => {
    if (typeof volume.name === 'string') volumes.set(volume.name, { volume, at: `${path}.volumes[${i}]` });
  });
  for (const part of PARTS) judgeMounts(app, part, volumes);
}

function judgeMounts({ spec, path, report, told }: Application, part: string, volumes: ReadonlyMap<string, { volume: Record<string, any>; at: string }>): void {
  const pod = record(spec[part]);
  const at = `${path}.${part}`;
  const known = [...volumes.keys()];
  const templated = new Set(records(record(record(pod.template).spec).volumes).map(({ name }) => name));
  const mounted = new Set<unknown>();
  eachMap(pod.volumeMounts, ({ name }, i) => {
    if (typeof name !== 'string') return;
    mounted.add(name);
    const field = `${at}.volumeMounts[${i}].name`;
    const found = volumes.get(name);
    const near = found ? undefined : nearest(name, known);
    if (name.startsWith(SCRATCH)) {
      if (!found) told.refuse('SPARK_VOLUME', field, name, near ? `did you mean '${near}'? The submission fails` : 'add it to spec.volumes: the submission fails');
      else if (!SCRATCH_TYPES.some(type => isMap(found.volume[type]))) {
        told.refuse('SPARK_VOLUME', found.at, undefined, `use one of ${SCRATCH_TYPES.join(', ')}: with any other type of scratch space the submission fails`);
      }
    } else if (!found) {
      const fix = templated.has(name) ? 'mount it in the template\'s container: what is mounted here has to be in spec.volumes' : near ? `did you mean '${near}'? The mount is left out` : 'add it to spec.volumes: the mount is left out';
      report.warn('SPARK_VOLUME', field, name, fix);
    }
  });
  for (const key of ['sidecars', 'initContainers']) {
    eachMap(pod[key], ({ volumeMounts }, c) => eachMap(volumeMounts, ({ name }, i) => {
      if (typeof name !== 'string' || mounted.has(name) || templated.has(name) || !volumes.has(name)) return;
      report.warn('SPARK_VOLUME', `${at}.${key}[${c}].volumeMounts[${i}].name`, name, `mount it in ${part}.volumeMounts as well: a pod only gets the volumes that stand there, and is refused`);
    }));
  }
}
