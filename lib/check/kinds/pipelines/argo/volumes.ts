import type { Located } from './home';
import type { Run } from './run';
import { below } from './tree';
import { list, record, text } from '../../../manifest';

/** Warns of mounts of volumes that neither the template nor the workflow has. Who calls a template from elsewhere may bring them. */
export function judgeVolumes(run: Run, { template, path, home }: Located): void {
  const { volumes, volumeClaimTemplates, templateDefaults } = home.spec;
  const known = new Set<unknown>([...list(template.volumes), ...list(volumes), ...list(record(templateDefaults).volumes)].map(volume => record(volume).name));
  for (const claim of list(volumeClaimTemplates)) known.add(record(record(claim).metadata).name);
  const judge = (value: unknown, at: string) => list(record(value).volumeMounts).forEach((item, i) => {
    const { name } = record(item);
    if (typeof name !== 'string' || name.includes('{{') || known.has(name)) return;
    const near = run.near(name, () => [...known].map(text));
    run.warn(home, 'ARGO_VOLUME_UNKNOWN', below(at, 'volumeMounts', i, 'name'), name, near ? `no volume has that name; did you mean '${near}'?` : 'neither the template nor the workflow has that volume, so that no pod is made');
  });
  judge(template.container, below(path, 'container'));
  judge(template.script, below(path, 'script'));
  judge(template.containerSet, below(path, 'containerSet'));
  for (const [field, items] of [['initContainers', template.initContainers], ['sidecars', template.sidecars]]) {
    list(items).forEach((container, i) => judge(container, below(path, field, i)));
  }
  list(record(template.containerSet).containers).forEach((container, i) => judge(container, below(path, 'containerSet', 'containers', i)));
}
