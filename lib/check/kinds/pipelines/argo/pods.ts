import type { Located } from './home';
import type { Run } from './run';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

/** Warns of pods that the API server will refuse once Argo makes them, with its own containers beside those of the template. */
export function judgePods(run: Run, { template, path, home }: Located): void {
  const own = has(template.containerSet) ? ['wait', 'init'] : ['main', 'wait', 'init'];
  const judge = (field: ReadonlyArray<string | number>, item: unknown) => {
    const { name, image } = record(item);
    if (text(image) === '' && (!has(image) || image === '')) run.warn(home, 'ARGO_POD_INVALID', below(path, ...field, 'image'), undefined, 'required: no pod is made without it');
    if (own.includes(name)) run.warn(home, 'ARGO_POD_INVALID', below(path, ...field, 'name'), name, 'Argo has a container of this name in every pod; take another one');
  };
  list(record(template.containerSet).containers).forEach((item, i) => judge(['containerSet', 'containers', i], item));
  list(template.initContainers).forEach((item, i) => judge(['initContainers', i], item));
  list(template.sidecars).forEach((item, i) => judge(['sidecars', i], item));
}
