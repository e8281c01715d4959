import { circleText, cycleOf } from './graph';
import type { Located } from './home';
import { judgeNames, NO_SCHEMA } from './names';
import type { Run } from './run';
import { hasMain } from './template-type';
import { below } from './tree';
import { list, record, text } from '../../../manifest';

/** Judges several containers of one pod that wait for each other. */
export function judgeContainerSet(run: Run, bound: Record<string, any>, { home, path, inline }: Located): void {
  const at = below(path, 'containerSet');
  const set = record(bound.containerSet);
  const containers = list(set.containers).map(record);
  if (containers.length === 0) {
    run.refuse(home, 'ARGO_CONTAINER_SET', below(at, 'containers'), undefined, 'at least one container');
    return;
  }
  judgeNames(run, home, set.containers, below(at, 'containers'), 'template', inline ? NO_SCHEMA : { missing: true, malformed: false });
  const mounted = new Map<string, string>();
  list(set.volumeMounts).forEach((item, i) => {
    const { mountPath, name } = record(item);
    const before = mounted.get(text(mountPath));
    if (before !== undefined) {
      run.refuse(home, 'ARGO_MOUNT_DUPLICATE', below(at, 'volumeMounts', i, 'mountPath'), mountPath, `the volume ${before} is there already; mount one of them elsewhere`);
    }
    mounted.set(text(mountPath), text(name));
  });
  judgeDependencies(run, containers, home, at);
  const { parameters, artifacts } = record(bound.outputs);
  const uses = [list(record(bound.inputs).artifacts), list(parameters), list(artifacts)].some(items => items.length > 0);
  if (uses && !hasMain(bound)) {
    run.refuse(home, 'ARGO_CONTAINER_SET', below(at, 'containers'), undefined, 'input artifacts and outputs belong to a container named main; name one so');
  }
}

function judgeDependencies(run: Run, containers: ReadonlyArray<Record<string, any>>, home: Located['home'], at: string): void {
  const place = new Map<string, number>();
  containers.forEach(({ name }, i) => place.set(text(name), i));
  const edges = containers.map(({ dependencies }, i) => list(dependencies).flatMap((name, j) => {
    const other = place.get(text(name));
    if (other === undefined && typeof name === 'string') {
      const near = run.near(name, () => [...place.keys()]);
      run.refuse(home, 'ARGO_DEPENDENCY_UNKNOWN', below(at, 'containers', i, 'dependencies', j), name, near ? `no container has that name; did you mean '${near}'?` : 'no container has that name');
    }
    return other === undefined ? [] : [other];
  }));
  const cycle = cycleOf(edges);
  if (cycle) {
    run.refuse(home, 'ARGO_DEPENDENCY_CYCLE', below(at, 'containers', cycle[0], 'dependencies'), circleText(cycle.map(i => containers[i].name)), 'containers that wait for each other never start; break the circle');
  }
}
