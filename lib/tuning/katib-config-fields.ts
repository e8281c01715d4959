import type { KatibConfigProps } from './katib-config-props';

const SECTIONS: Readonly<Record<string, readonly [prop: 'algorithms' | 'earlyStopping' | 'metricsCollectors', key: string]>> = {
  suggestions: ['algorithms', 'algorithmName'], earlyStoppings: ['earlyStopping', 'algorithmName'], metricsCollectors: ['metricsCollectors', 'kind'],
};

/** Fields of a service, and the props behind them. */
const OF_SERVICE: ReadonlyArray<readonly [field: RegExp, prop: string]> = [
  [/^resources\.requests\.(cpu|memory)$/, 'resources.$1.request'], [/^resources\.limits\.(cpu|memory)$/, 'resources.$1.limit'],
  [/^resources\.requests\W+ephemeral-storage\W*$/, 'resources.ephemeralStorage.request'], [/^resources\.limits\W+ephemeral-storage\W*$/, 'resources.ephemeralStorage.limit'],
  [/^persistentVolumeClaimSpec\.resources\.requests\.storage$/, 'volume.size'], [/^persistentVolumeClaimSpec\.storageClassName$/, 'volume.storageClass'],
  [/^persistentVolumeClaimSpec\.accessModes.*$/, 'volume.accessMode'], [/^volumeMountPath$/, 'volume.mountPath'], [/^serviceAccountName$/, 'serviceAccount'],
];

const OF_OTHERS: Readonly<Record<string, string>> = {
  'spec.resources.requests.storage': 'databaseStorage.size', 'spec.storageClassName': 'databaseStorage.storageClass', 'subjects[0].namespace': 'namespace',
};

/** The prop behind a path of one of the objects. */
export function katibField(path: string, props: KatibConfigProps, content: Record<string, any>): string {
  if (Object.hasOwn(OF_OTHERS, path)) return OF_OTHERS[path];
  const [, section, index, rest = ''] = /katib-config\.yaml\W*\.runtime\.(\w+)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (section === undefined || !Object.hasOwn(SECTIONS, section)) return path.replace(/^.*katib-config\.yaml\W*\.init\.controller\./, '');
  const [prop, key] = SECTIONS[section];
  const name = String(content.runtime?.[section]?.[Number(index)]?.[key]);
  // Katib's own images are of the registry and the version.
  if (rest === 'image' && props[prop]?.[name]?.image === undefined && content.runtime[section][Number(index)].image !== undefined) return isTag(props.version) ? 'registry' : 'version';
  const [of, to] = OF_SERVICE.find(([field]) => field.test(rest)) ?? [];
  return [prop, name, of ? rest.replace(of, to!) : rest].filter(part => part !== '').join('.');
}

/** Whether images may have such a tag. */
export const isTag = (version: string | undefined) => version === undefined || /^\w[\w.-]{0,127}$/.test(version);
