import type { Amounts } from './amount';
import { counted } from './amount';
import type { LimitDefaults } from './limit-defaults';
import { defaultsOf, withDefaults, withOverhead } from './limit-defaults';
import { podRequests } from './pod';
import type { PodSet } from './pod-set';
import { podOf } from './pod-set';
import type { Manifest } from '../manifest';
import { text } from '../manifest';
import type { Objects } from '../objects';

/** The objects of one input, and what their namespaces do to pods. */
export class Namespaces {
  private readonly ranges = new Map<string, Manifest[]>();
  private readonly quotas = new Map<string, Manifest[]>();
  private readonly defaults = new Map<string, LimitDefaults | undefined>();

  constructor(public readonly objects: Objects) {
    for (const [kind, map] of [['/LimitRange', this.ranges], ['/ResourceQuota', this.quotas]] as const) {
      for (const manifest of objects.all(kind)) {
        const of = map.get(nameOf(manifest));
        if (of) of.push(manifest);
        else map.set(nameOf(manifest), [manifest]);
      }
    }
    for (const [name, ranges] of this.ranges) this.defaults.set(name, defaultsOf(ranges));
  }

  /** LimitRanges of the namespace of an object. */
  public rangesOf(manifest: Manifest): readonly Manifest[] {
    return this.ranges.get(nameOf(manifest)) ?? [];
  }

  /** ResourceQuotas of the namespace of an object. */
  public quotasOf(manifest: Manifest): readonly Manifest[] {
    return this.quotas.get(nameOf(manifest)) ?? [];
  }

  /** A pod of an object as the API server has it; or as Kueue counts it. */
  public podOf(set: PodSet, manifest: Manifest, isQueued = false): Record<string, any> {
    const pod = podOf(set);
    const runtimeClass = pod.runtimeClassName === undefined ? undefined : this.objects.find('node.k8s.io/RuntimeClass', undefined, text(pod.runtimeClassName));
    return withDefaults(withOverhead(pod, runtimeClass), this.defaults.get(nameOf(manifest)), !isQueued);
  }

  /** What a pod requests, as finely as schedulers count. */
  public requestsOf(set: PodSet, manifest: Manifest, isQueued = false): Amounts {
    return new Map([...podRequests(this.podOf(set, manifest, isQueued), isQueued)].map(([resource, amount]) => [resource, counted(resource, amount)]));
  }
}

const nameOf = ({ metadata }: Manifest) => metadata.namespace ?? '';
