import type { KatibAlgorithm, KatibCertificate, KatibCollector, KatibConfigProps, KatibService, KatibVolume } from './katib-config-props';
import type { Shipped } from './katib-config-shipped';
import { ALGORITHMS, COLLECTORS, computeDefaults, EARLY_STOPPING, REGISTRY, TRIAL_RESOURCES, VERSION } from './katib-config-shipped';
import type { TrialResource } from './trial-resource';
import { computeResources } from '../core';
import type { KatibConfiguration } from '../core/cluster-props';

/** A service of katib-config: its name, what was given of it, and what Katib ships. */
export interface Entry<T extends KatibService> {
  readonly name: string;
  readonly given: T;
  readonly shipped?: Shipped;
}

/** The services that are configured, shipped ones first. */
export function entriesOf<T extends KatibService>(shipped: Readonly<Record<string, Shipped>>, given: { readonly [name: string]: T } = {}): Array<Entry<T>> {
  const names = [...new Set([...Object.keys(shipped), ...Object.keys(given)])];
  return names
    .map(name => ({ name, given: Object.hasOwn(given, name) ? given[name] : {} as T, shipped: Object.hasOwn(shipped, name) ? shipped[name] : undefined }))
    .filter(entry => entry.given.enabled ?? true);
}

export const algorithmsOf = ({ algorithms }: KatibConfigProps): Array<Entry<KatibAlgorithm>> => entriesOf<KatibAlgorithm>(ALGORITHMS, algorithms);
export const earlyStoppingOf = ({ earlyStopping }: KatibConfigProps): Array<Entry<KatibService>> => entriesOf(EARLY_STOPPING, earlyStopping);
export const collectorsOf = ({ metricsCollectors }: KatibConfigProps): Array<Entry<KatibCollector>> => entriesOf<KatibCollector>(COLLECTORS, metricsCollectors);

/** Every kind of trials once. */
export function trialResourcesOf({ trialResources = [], shippedTrialResources = true }: KatibConfigProps): string[] {
  return [...new Set([...shippedTrialResources ? TRIAL_RESOURCES : [], ...trialResources].map(String))];
}

/** Kinds that the rights of Katib's controller may not cover. */
export const addedResources = ({ trialResources = [] }: KatibConfigProps): TrialResource[] => {
  const shipped = new Set(TRIAL_RESOURCES.map(key));
  return trialResources.filter(resource => !shipped.has(key(resource)));
};
const key = ({ _resources: { own: { group, plural } } }: TrialResource) => `${plural}.${group}`;

const isHardened = (props: KatibConfigProps, { given, shipped }: Entry<KatibAlgorithm>) => given.hardened ?? (!shipped?.volume && (props.hardened ?? true));

/** What experiments are judged by. */
export const configurationOf = (props: KatibConfigProps): KatibConfiguration => ({
  algorithms: algorithmsOf(props).map(({ name }) => name),
  earlyStopping: earlyStoppingOf(props).map(({ name }) => name),
  collectors: collectorsOf(props).map(({ name }) => name),
  trialResources: trialResourcesOf(props),
  injectSecurityContext: props.injectSecurityContext ?? true,
  restrictedAlgorithms: algorithmsOf(props).filter(entry => isHardened(props, entry)).map(({ name }) => name),
});

/** The KatibConfig, as its types have it. */
export function katibContent(props: KatibConfigProps): Record<string, any> {
  const { certGenerator, enableGrpcProbeInSuggestion, enableLeaderElection, leaderElectionId, webhookPort, metricsPort, healthzPort } = props;
  return {
    apiVersion: 'config.kubeflow.org/v1beta1',
    kind: 'KatibConfig',
    init: {
      certGenerator: certificate(certGenerator),
      controller: {
        ...enableGrpcProbeInSuggestion !== undefined && { enableGRPCProbeInSuggestion: enableGrpcProbeInSuggestion },
        ...enableLeaderElection !== undefined && { enableLeaderElection },
        ...healthzPort !== undefined && { healthzAddr: `:${healthzPort}` },
        injectSecurityContext: props.injectSecurityContext ?? true,
        ...leaderElectionId !== undefined && { leaderElectionID: leaderElectionId },
        ...metricsPort !== undefined && { metricsAddr: `:${metricsPort}` },
        trialResources: trialResourcesOf(props),
        webhookPort: webhookPort ?? 8443,
      },
    },
    runtime: {
      earlyStoppings: earlyStoppingOf(props).map(entry => ({ algorithmName: entry.name, ...service(props, entry) })),
      metricsCollectors: collectorsOf(props).map(entry => ({
        kind: entry.name,
        ...service(props, entry),
        ...entry.given.waitAllProcesses !== undefined && { waitAllProcesses: entry.given.waitAllProcesses },
      })),
      suggestions: algorithmsOf(props).map(entry => ({
        algorithmName: entry.name,
        ...service(props, entry),
        ...isHardened(props, entry) && { securityContext: RESTRICTED },
        ...entry.given.serviceAccount && { serviceAccountName: entry.given.serviceAccount.name },
        ...volume(entry),
      })),
    },
  };
}

/** Of the group there is 0, which may write where Katib's images let it. */
const RESTRICTED = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' },
};

const certificate = ({ enable, serviceName, webhookSecretName }: KatibCertificate = {}) => ({
  enable: enable ?? true, ...serviceName !== undefined && { serviceName }, ...webhookSecretName !== undefined && { webhookSecretName },
});

function service(props: KatibConfigProps, { given, shipped }: Entry<KatibService>): Record<string, unknown> {
  const { image, resources, imagePullPolicy = props.imagePullPolicy } = given;
  const memory = shipped?.memoryLimit;
  return {
    image: image ?? (shipped && imageOf(props, shipped)),
    ...imagePullPolicy !== undefined && { imagePullPolicy },
    ...resources ? { resources: computeResources(resources, computeDefaults(memory)) } : memory !== undefined && { resources: { limits: { memory } } },
  };
}

export const imageOf = ({ registry = REGISTRY, version = VERSION }: KatibConfigProps, { image }: Shipped): string => `${registry}/${image}:${version}`;

function volume({ given, shipped }: Entry<KatibAlgorithm>): Record<string, unknown> {
  const { size, accessMode, storageClass, mountPath }: KatibVolume = given.volume ?? {};
  const storage = size?.asString() ?? shipped?.volume?.size;
  const mode = accessMode ?? shipped?.volume?.accessMode;
  const claim = {
    ...mode !== undefined && { accessModes: [mode] },
    ...storage !== undefined && { resources: { requests: { storage } } },
    ...storageClass !== undefined && { storageClassName: storageClass },
  };
  return { ...Object.keys(claim).length > 0 && { persistentVolumeClaimSpec: claim }, ...mountPath !== undefined && { volumeMountPath: mountPath } };
}
