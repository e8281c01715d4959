import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { InferencePodProps, RequestLogger } from './component-props';
import { ANNOTATIONS } from './inference-service-fields';
import type { InferenceServiceProps } from './inference-service-props';
import { KnativeScaling, StandardScaling } from './scaling';
import type { ServingMode } from './serving-mode';
import { parseQuantity } from '../../check';
import type { Problems } from '../../core';
import { identityConflict, KServeMode } from '../../core';

const UNCLAIMED = 'a template of claims is made for the predictor alone; use DeviceClaim.existingTemplate(...)';

/** What is wrong with the props of a service, and leaves no trace in its manifest. */
export function checkService(service: Construct, props: InferenceServiceProps, mode: ServingMode, problems: Problems): void {
  const { model, image, runtime, runtimeVersion, protocol, serviceAccount, transformer, explainer } = props;
  model?._check(problems, 'model', service);
  if (model) identityConflict(problems, '`model`', model._bind(service).identity, props);
  if (!model && image === undefined) {
    problems.add('SERVING_NOTHING', 'model', undefined, "there is nothing to serve: give a model, such as Model.s3(ModelFormat.SKLEARN, 's3://bucket/path'), or the `image` of a server");
  }
  if (image !== undefined) problems.image('image', image);
  if (!model) {
    for (const [field, got] of Object.entries({ runtime: runtime?.runtimeName, runtimeVersion, protocol })) {
      if (got !== undefined) problems.add('FIELD_IGNORED', field, got, 'a server of your own has no runtime; leave it out, or give a `model`');
    }
  }
  if (model?._credentials && serviceAccount) {
    problems.add('ALTERNATIVES_CONFLICT', 'model credentials', model._credentials.name,
      `KServe reads them off the ServiceAccount: list this Secret under \`secrets\` of ${serviceAccount.name}, or let the construct make one`);
  }
  for (const key of Object.keys(props.annotations ?? {})) {
    const prop = ANNOTATIONS.get(key);
    if (prop !== undefined) problems.add('ALTERNATIVES_CONFLICT', `annotations['${key}']`, props.annotations![key], `\`${prop}\` writes it; say it there`);
  }
  checkPods(props, problems);
  if (transformer) checkComponent(transformer, problems._under('transformer'));
  if (explainer) checkComponent(explainer, problems._under('explainer'));
  checkScaling(props, mode, problems);
  problems.duration('startupTime', props.startupTime, 1, 86400, 'from one second to one day');
  const started = props.startup ? 'startup' : props.startupTime && 'startupTime';
  if (model?._size && started) problems.add('FIELD_IGNORED', 'model size', model._size.asString(), `it gives time to load, which \`${started}\` says already; leave one of the two out`);
  if (props.startupTime && props.startup) problems.add('ALTERNATIVES_CONFLICT', 'startupTime', props.startupTime.toHumanString(), '`startup` is the probe itself; remove one of the two');
}

function checkComponent(pods: InferencePodProps & { image: string; port?: number }, problems: Problems): void {
  problems.image('image', pods.image);
  problems.port('port', pods.port);
  if (pods.accelerator?._claims('')?.template) problems.add('PLATFORM_UNSUPPORTED', 'accelerator', 'claimed devices', UNCLAIMED);
  checkPods(pods, problems);
}

function checkPods({ containerName, logger }: InferencePodProps & { readonly logger?: RequestLogger }, problems: Problems): void {
  if (logger?.url !== undefined && !/^https?:\/\/[^\s/@]+(\/\S*)?$/.test(logger.url)) {
    problems.add('URI_INVALID', 'logger.url', logger.url.replace(/\/\/[^/]*@/, '//***@'), "use 'http://host/path', without a login in it");
  }
  if (containerName !== undefined) problems.add('FIELD_IGNORED', 'containerName', containerName, "KServe finds the server as 'kserve-container'; leave it out");
}

/** Memory that processes share counts against the limit of their container. */
export function checkSharedMemory(field: string, size: Size, limit: string | undefined, problems: Problems): void {
  const bytes = parseQuantity(limit);
  if (bytes !== undefined && size.toKibibytes() * 1024 >= bytes) problems.add('MEMORY_TOO_SMALL', field, size.asString(), `it counts against the memory limit of ${limit}; raise that or take less`);
}

/** Who scales, as the annotation of the mode calls it. */
function scalerOf(scaling: StandardScaling | KnativeScaling | undefined, mode: KServeMode): string {
  if (mode === KServeMode.STANDARD) return scaling instanceof StandardScaling ? scaling.scalerClass : 'hpa';
  return scaling instanceof KnativeScaling ? scaling.scalerClass : 'kpa';
}

/** One annotation says who scales, for all parts. */
function checkScaling({ transformer, explainer }: InferenceServiceProps, mode: ServingMode, problems: Problems): void {
  const parts = { transformer, explainer };
  for (const part of ['transformer', 'explainer'] as const) {
    const scaling = mode._scaling(part);
    if (scaling && !parts[part]) {
      problems.add('FIELD_IGNORED', `mode ${part}Scaling`, undefined, `there is no ${part}; leave it out`);
      continue;
    }
    const ofPredictor = mode._scaling('predictor');
    if (scaling && parts[part]) {
      const expected = scalerOf(ofPredictor, mode.mode);
      if (scalerOf(scaling, mode.mode) === expected) continue;
      problems.add('ALTERNATIVES_CONFLICT', `mode ${part}Scaling`, scalerOf(scaling, mode.mode), `one annotation says who scales all parts, and the predictor is scaled by '${expected}'; use the same means`);
    }
  }
  const { recreate, maxSurge, maxUnavailable } = mode._standard;
  if (recreate && (maxSurge ?? maxUnavailable) !== undefined) problems.add('ALTERNATIVES_CONFLICT', 'mode recreate', true, 'then no pods overlap; remove it, or maxSurge and maxUnavailable');
}
