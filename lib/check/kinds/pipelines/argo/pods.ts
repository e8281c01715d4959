import type { Located } from './home';
import type { Run } from './run';
import { below, has, list, text } from './tree';
import { record } from '../../../manifest';

/** The names of the containers that Argo adds. */
const OWN = ['wait', 'init'];

/** Warns of pods that the API server will refuse once Argo makes them. */
export function judgePods(run: Run, { template, path, home }: Located): void {
  const names = new Set(has(template.containerSet) ? [] : ['main']);
  const judge = (field: ReadonlyArray<string | number>, item: unknown) => {
    const { name, image } = record(item);
    if (text(image) === '' && (!has(image) || image === '')) run.warn(home, 'ARGO_POD_INVALID', below(path, ...field, 'image'), undefined, 'required: no pod is made without it');
    if (typeof name !== 'string') return;
    if (names.has(name) || OWN.includes(name)) {
      run.warn(home, 'ARGO_POD_INVALID', below(path, ...field, 'name'), name, names.has(name) ? 'two containers of the pod have this name' : 'Argo adds a container of this name to every pod; take another one');
    }
    names.add(name);
  };
  list(record(template.containerSet).containers).forEach((item, i) => judge(['containerSet', 'containers', i], item));
  list(template.initContainers).forEach((item, i) => judge(['initContainers', i], item));
  list(template.sidecars).forEach((item, i) => judge(['sidecars', i], item));
}
