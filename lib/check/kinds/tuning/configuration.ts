import type { Shape } from './fields';
import type { ClusterFacts } from '../../cluster';
import type { Manifest } from '../../manifest';
import { isMap, list, record, records, text } from '../../manifest';
import type { Objects } from '../../objects';
import type { Scene } from '../../rule';
import { yamlReader } from '../../yaml';

/** The ConfigMap and its key that Katib reads, in its own namespace. */
export const CONFIG_NAME = 'katib-config';
export const CONFIG_KEY = 'katib-config.yaml';
const MOST = 200_000;

/** The configuration that a ConfigMap holds: why it is none, or undefined where it is not read here. */
export type Configuration = { readonly content: Record<string, any> } | { readonly error: string } | undefined;

export function configurationOf({ data }: Manifest): Configuration {
  const written: unknown = record(data)[CONFIG_KEY];
  // Anchors may make a small text a huge object.
  if (typeof written !== 'string' || written.length > MOST || /(^|\s)&\S/m.test(written)) return undefined;
  try {
    const { CORE_SCHEMA, loadAll } = yamlReader();
    const [content] = loadAll(written, undefined, { schema: CORE_SCHEMA, json: true });
    return isMap(content) ? { content } : { error: 'it is no map' };
  } catch (e) {
    return { error: String((e as { reason?: unknown }).reason ?? 'it is no YAML') };
  }
}

const FACTS = new WeakMap<Objects, Partial<ClusterFacts['katib']> | undefined>();

/** What the cluster's Katib is configured with: where the input has its ConfigMap, that one says it. */
export function katibOf({ objects, cluster }: Scene): ClusterFacts['katib'] {
  if (!FACTS.has(objects)) FACTS.set(objects, factsOf(objects.all('/ConfigMap').filter(({ metadata }) => metadata.name === CONFIG_NAME)));
  return { ...cluster.katib, ...FACTS.get(objects) };
}

function factsOf(found: readonly Manifest[]): Partial<ClusterFacts['katib']> | undefined {
  const configuration = found.length === 1 ? configurationOf(found[0]) : undefined;
  if (!configuration || !('content' in configuration)) return undefined;
  const { suggestions, earlyStoppings, metricsCollectors } = record(configuration.content.runtime);
  const controller = record(record(configuration.content.init).controller);
  const resources = list(controller.trialResources).filter(resource => typeof resource === 'string');
  return {
    algorithms: names(suggestions, 'algorithmName'),
    earlyStopping: names(earlyStoppings, 'algorithmName'),
    collectors: names(metricsCollectors, 'kind'),
    // Without any Katib takes this one.
    trialResources: resources.length > 0 ? resources : ['Job.v1.batch'],
    injectSecurityContext: controller.injectSecurityContext === true,
  };
}

const names = (items: unknown, key: string) => records(items).map(item => text(item[key])).filter(name => name !== '');

const service = { image: 'text', imagePullPolicy: 'text', resources: 'anything' } as const;

/** The fields of Katib 0.19's KatibConfig; an algorithm has those of a container, too. */
export const configurationFields = (container: Readonly<Record<string, Shape>>): Shape => ({
  fields: {
    apiVersion: 'text',
    kind: 'text',
    runtime: {
      fields: {
        suggestions: {
          list: {
            fields: {
              ...container, ...service, algorithmName: 'text', serviceAccountName: 'text', volumeMountPath: 'text', persistentVolumeClaimSpec: 'anything',
              persistentVolumeSpec: 'anything', persistentVolumeLabels: { map: 'text' },
            },
          },
        },
        earlyStoppings: { list: { fields: { ...service, algorithmName: 'text' } } },
        metricsCollectors: { list: { fields: { ...service, kind: 'text', waitAllProcesses: 'boolean' } } },
      },
    },
    init: {
      fields: {
        controller: {
          fields: {
            experimentSuggestionName: 'text', metricsAddr: 'text', healthzAddr: 'text', injectSecurityContext: 'boolean', enableGRPCProbeInSuggestion: 'boolean',
            trialResources: { list: 'text' }, webhookPort: 'int32', enableLeaderElection: 'boolean', leaderElectionID: 'text',
          },
        },
        certGenerator: { fields: { enable: 'boolean', serviceName: 'text', webhookSecretName: 'text' } },
      },
    },
  },
});
