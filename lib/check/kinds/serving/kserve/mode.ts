import { annotation, text } from './values';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import type { Objects } from '../../../objects';
import type { Scene } from '../../../rule';

/** The annotation that says how a model runs. */
export const DEPLOYMENT_MODE = 'serving.kserve.io/deploymentMode';
export const AUTOSCALER_CLASS = 'serving.kserve.io/autoscalerClass';

/** The ConfigMap that holds KServe's configuration. */
export const CONFIG_NAME = 'inferenceservice-config';

/** Names of the modes before KServe 0.16, which its defaulting webhook rewrites. */
const RENAMED = new Map([['RawDeployment', 'Standard'], ['Serverless', 'Knative']]);
export const MODES: readonly string[] = ['Standard', 'Knative', 'ModelMesh'];

/** How KServe takes the deployment mode of an object. */
export interface DeploymentMode {
  /** The annotation as validation sees it, after defaulting; undefined where there is none. */
  readonly seen?: string;
  /** What its controller does. */
  readonly runs: string;
  /** Where the mode comes from, for messages: `Standard mode (the default of inferenceservice-config)`. */
  readonly said: string;
}

/** What KServe's configuration says, as far as rules ask. */
interface Configuration {
  /** The default mode; empty where a ConfigMap says none. */
  readonly mode: string;
  readonly from: string;
  /** Whether routes are those of the Gateway API. */
  readonly gatewayApi: boolean;
}

const CONFIGURATIONS = new WeakMap<Objects, Configuration | null>();

/** The `inferenceservice-config` of the input, the last one of several. */
function configured(objects: Objects): Configuration | null {
  const known = CONFIGURATIONS.get(objects);
  if (known !== undefined) return known;
  let found: Configuration | null = null;
  for (const config of objects.all('/ConfigMap')) {
    if (config.metadata.name !== CONFIG_NAME) continue;
    const mode = modeOfConfig(config);
    const gatewayApi = record(parsed(record(config.data).ingress)).enableGatewayApi === true;
    if (mode !== undefined) found = { mode, from: CONFIG_NAME, gatewayApi };
  }
  CONFIGURATIONS.set(objects, found);
  return found;
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}

/** The default mode in a ConfigMap, empty where it says none; undefined where KServe could not read it. */
export function modeOfConfig({ data }: Manifest): string | undefined {
  const { deploy } = record(data);
  if (text(deploy) === undefined) return '';
  const mode = text(record(parsed(deploy)).defaultDeploymentMode) ?? '';
  const renamed = RENAMED.get(mode) ?? mode;
  return MODES.includes(renamed) ? renamed : undefined;
}

/** Whether the input says that routes are those of the Gateway API; as shipped they are Ingresses. */
export const usesGatewayApi = (objects: Objects): boolean => configured(objects)?.gatewayApi ?? false;

/** The mode of an InferenceService or InferenceGraph. */
export function modeOf(manifest: Manifest, { cluster, objects }: Scene): DeploymentMode {
  const fallback = configured(objects) ?? { mode: cluster.kserve.defaultMode as string, from: 'the cluster' };
  const written = annotation(manifest, DEPLOYMENT_MODE);
  const renamed = written === undefined ? undefined : RENAMED.get(written) ?? written;
  // Knative is what remains where a configuration says nothing.
  const byDefault = fallback.mode === '' ? 'Knative' : fallback.mode;
  if (renamed !== undefined && MODES.includes(renamed)) return { seen: renamed, runs: renamed, said: `${renamed} mode` };
  const said = `${byDefault} mode (the default of ${fallback.from})`;
  if (renamed !== undefined) return { seen: renamed, runs: byDefault, said };
  // The default is written into the object, unless it is Knative.
  return { ...byDefault !== 'Knative' && { seen: byDefault }, runs: byDefault, said };
}
