import { called, specOf } from './field';
import type { Namespaces } from './namespaces';
import type { PodSet } from './pod-set';
import { hasScopes } from './quota-fit';
import type { Manifest } from '../manifest';
import { kindOf, list, record } from '../manifest';
import type { Report } from '../report';

const REQUIRED: ReadonlyArray<readonly [resource: string, list: 'requests' | 'limits', name: string]> = [
  ['cpu', 'requests', 'cpu'], ['requests.cpu', 'requests', 'cpu'], ['memory', 'requests', 'memory'], ['requests.memory', 'requests', 'memory'],
  ['limits.cpu', 'limits', 'cpu'], ['limits.memory', 'limits', 'memory'],
];

/** Where quotas count processors and memory, each container has to say them. */
export function judgeSaid(manifest: Manifest, sets: readonly PodSet[], report: Report, namespaces: Namespaces): void {
  const required = new Map<string, string>();
  for (const quota of namespaces.quotasOf(manifest).filter(one => !hasScopes(one))) {
    for (const [resource, of, name] of REQUIRED) if (Object.hasOwn(record(quota.spec.hard), resource)) required.set(`${of}.${name}`, called(quota));
  }
  if (required.size === 0) return;
  const tell = kindOf(manifest) === '/Pod' ? 'refuse' : 'warn';
  for (const set of sets) {
    const pod = namespaces.podOf(set, manifest);
    if (set.count <= 0 || Object.keys({ ...record(record(pod.resources).requests), ...record(record(pod.resources).limits) }).length > 0) continue;
    for (const kind of ['containers', 'initContainers'] as const) {
      list(pod[kind]).forEach((container, i) => {
        const { requests, limits } = record(record(container).resources);
        const said = { requests: { ...record(limits), ...record(requests) }, limits: record(limits) };
        const missing = [...required.keys()].filter(key => {
          const [of, name] = key.split('.') as ['requests' | 'limits', string];
          return !Object.hasOwn(said[of], name);
        });
        if (missing.length === 0) return;
        const field = specOf(manifest, set, kind, i);
        report[tell]('QUOTA_UNSPECIFIED', field, undefined, `write ${missing.join(', ')}: ${required.get(missing[0])} counts ${missing.length > 1 ? 'them' : 'it'}, and pods that do not say so are refused`);
      });
    }
  }
}
