import { algorithmsOf, collectorsOf, earlyStoppingOf, trialResourcesOf } from './katib-config-content';
import { isTag } from './katib-config-fields';
import type { KatibAlgorithm, KatibConfigProps, KatibService } from './katib-config-props';
import type { Shipped } from './katib-config-shipped';
import { ALGORITHMS, COLLECTOR_KINDS, COLLECTORS, EARLY_STOPPING } from './katib-config-shipped';
import { nearest } from '../check';
import type { Problems } from '../core';
import { AccessMode } from '../core';

/** What is wrong with the props; what shows in the text is told by the rules about it. */
export function checkKatibConfig(props: KatibConfigProps, problems: Problems): void {
  checkImages(props, problems);
  checkServices('algorithms', props.algorithms, ALGORITHMS, problems);
  checkServices('earlyStopping', props.earlyStopping, EARLY_STOPPING, problems);
  checkServices('metricsCollectors', props.metricsCollectors, COLLECTORS, problems, COLLECTOR_KINDS);
  for (const [name, algorithm] of Object.entries(props.algorithms ?? {})) checkAlgorithm(name, algorithm, problems);
  for (const name of Object.keys(props.earlyStopping ?? {})) checkName(`earlyStopping.${name}`, name, problems);
  if (algorithmsOf(props).length === 0) problems.add('TUNING_REQUIRED', 'algorithms', undefined, 'none is left, and no experiment can run; leave at least one enabled');
  checkTrialResources(props, problems);
  checkController(props, problems);
  checkCertificate(props, problems);
}

function checkImages({ registry, version, ...props }: KatibConfigProps, problems: Problems): void {
  const services = [...algorithmsOf(props), ...earlyStoppingOf(props), ...collectorsOf(props)];
  const used = services.some(({ given }) => given.image === undefined);
  if (!used && registry !== undefined) problems.add('FIELD_IGNORED', 'registry', registry, 'every service has an image of its own; remove it');
  if (!used && version !== undefined) problems.add('FIELD_IGNORED', 'version', version, 'every service has an image of its own; remove it');
  if (registry !== undefined) {
    if (/:[^/]*[a-z][^/]*$/i.test(registry) || registry.includes('@')) problems.add('IMAGE_INVALID', 'registry', registry, 'without a tag: say it in `version`');
    else problems.image('registry', registry);
  }
  if (version === undefined) return;
  if (!isTag(version)) problems.add('IMAGE_INVALID', 'version', version, "a tag of Katib's images, such as 'v0.19.0'");
  else if (/^\d+\.\d+\.\d+/.test(version) && registry === undefined) problems.add('IMAGE_INVALID', 'version', version, `Katib's tags begin with v: 'v${version}'`);
}

function checkServices(
  prop: string, given: { readonly [name: string]: KatibService } = {}, shipped: Readonly<Record<string, Shipped>>, problems: Problems,
  kinds?: readonly string[],
): void {
  for (const [name, service] of Object.entries(given)) {
    const field = `${prop}.${name}`;
    const near = nearest(name, kinds ?? Object.keys(shipped));
    const meant = near !== undefined && near !== name ? `did you mean '${near}'? ` : '';
    if (kinds && !kinds.includes(name)) {
      problems.add('TUNING_VALUE_UNKNOWN', prop, name, `${meant}Katib takes from here ${kinds.join(', ')}`);
      continue;
    }
    if (service.enabled === false) {
      const others = Object.entries(service).filter(([key, value]) => key !== 'enabled' && value !== undefined).map(([key]) => key);
      if (!Object.hasOwn(shipped, name)) problems.add('FIELD_IGNORED', `${field}.enabled`, false, `${meant}Katib ships none of this name; remove it`);
      else if (others.length > 0) problems.add('FIELD_IGNORED', `${field}.${others[0]}`, undefined, 'it is disabled; remove `enabled`, or all else of it');
    } else if (service.image !== undefined) problems.image(`${field}.image`, service.image);
    else if (!Object.hasOwn(shipped, name)) problems.add('IMAGE_INVALID', `${field}.image`, undefined, `${meant}Katib ships none of this name: give it an image`);
  }
}

/** Katib names the Deployment and Service of an experiment's algorithm after both. */
function checkName(field: string, name: string, problems: Problems): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) problems.add('NAME_INVALID', field, name, 'lower-case letters, digits and -: names of objects end with it');
  else if (name.length > 61) problems.add('NAME_TOO_LONG', field, name, 'at most 61 characters, and less the longer names of experiments are: a Service is named after both, with 63');
}

function checkAlgorithm(name: string, { enabled, volume }: KatibAlgorithm, problems: Problems): void {
  const field = `algorithms.${name}`;
  checkName(field, name, problems);
  if (enabled === false) return;
  problems.absolutePath(`${field}.volume.mountPath`, volume?.mountPath);
  const mode = volume?.accessMode;
  if (mode === AccessMode.READ_ONLY_MANY) problems.add('VOLUME_NOT_SHARED', `${field}.volume.accessMode`, mode, 'the algorithm writes there: use READ_WRITE_ONCE or READ_WRITE_MANY');
  else if (name === 'pbt' && mode !== undefined && mode !== AccessMode.READ_WRITE_MANY) {
    problems.add('VOLUME_NOT_SHARED', `${field}.volume.accessMode`, mode, 'the trials of pbt mount it as well, on any node: use READ_WRITE_MANY');
  }
}

function checkTrialResources(props: KatibConfigProps, problems: Problems): void {
  const { trialResources = [] } = props;
  trialResources.forEach((resource, i) => {
    resource._check(problems, `trialResources[${i}]`);
    if (trialResources.findIndex(other => String(other) === String(resource)) < i) problems.add('NAME_DUPLICATE', `trialResources[${i}]`, String(resource), 'it is in the list already; remove one of the two');
  });
  if (trialResourcesOf(props).length === 0) problems.add('TUNING_REQUIRED', 'trialResources', undefined, 'without any Katib takes Job alone: say so with TrialResource.JOB, or leave out `shippedTrialResources`');
}

function checkController({ enableLeaderElection, leaderElectionId, webhookPort, metricsPort, healthzPort }: KatibConfigProps, problems: Problems): void {
  const ports = { webhookPort, metricsPort, healthzPort };
  for (const [field, port] of Object.entries(ports)) problems.port(field, port);
  const numbers = Object.entries({ webhookPort: webhookPort ?? 8443, metricsPort: metricsPort ?? 8080, healthzPort: healthzPort ?? 18080 });
  for (const [i, [field, port]] of numbers.entries()) {
    const twin = numbers.slice(0, i).find(([, other]) => other === port);
    if (twin) problems.add('PORT_DUPLICATE', field, port, `${twin[0]} is the same port of the same container; change one of the two`);
  }
  if (leaderElectionId === undefined) return;
  if (!enableLeaderElection) problems.add('FIELD_IGNORED', 'leaderElectionId', leaderElectionId, 'nobody is elected; set `enableLeaderElection`, or remove it');
  if (!SUBDOMAIN.test(leaderElectionId) || leaderElectionId.length > 253) problems.add('NAME_INVALID', 'leaderElectionId', leaderElectionId, 'the name of a Lease: lower-case letters, digits, - and dots');
}

function checkCertificate({ certGenerator = {} }: KatibConfigProps, problems: Problems): void {
  const { enable, serviceName, webhookSecretName } = certGenerator;
  for (const [part, name, form] of [['serviceName', serviceName, LABEL], ['webhookSecretName', webhookSecretName, SUBDOMAIN]] as const) {
    if (name === undefined) continue;
    if (!form.test(name)) problems.add('NAME_INVALID', `certGenerator.${part}`, name, 'the name of an object of Katib: lower-case letters, digits and -');
    if (enable === false) problems.add('ALTERNATIVES_CONFLICT', `certGenerator.${part}`, name, 'with a name Katib makes the certificate all the same; remove it, or `enable: false`');
  }
}

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/;
