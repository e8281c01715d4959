import { canonical } from '../../../training/parity/canonical';

const MODES: ReadonlyMap<string, string> = new Map([['RawDeployment', 'Standard'], ['Serverless', 'Knative']]);
const FRAMEWORKS = ['sklearn', 'xgboost', 'tensorflow', 'pytorch', 'triton', 'onnx', 'huggingface', 'pmml', 'lightgbm', 'paddle'];
const ANSWERS_V2 = ['triton', 'vLLM'];

/** An InferenceService as KServe sees it, once its webhook has filled in what it fills in. */
export function canonicalService({ metadata, spec, ...rest }: any): any {
  const { 'autoscaling.knative.dev/target': target, 'serving.kserve.io/deploymentMode': mode = 'Knative', ...annotations } = metadata.annotations ?? {};
  const parts = Object.entries(spec).map(([part, of]) => [part, component(of, metadata.labels, target && { scaleMetric: 'concurrency', scaleTarget: Number(target) })]);
  return canonical({
    ...rest,
    metadata: { ...metadata, annotations: { ...annotations, 'serving.kserve.io/deploymentMode': MODES.get(mode) ?? mode } },
    spec: Object.fromEntries(parts),
  });
}

/** A part whose main container, that of a runtime too, is the first one. */
function component(of: any, ofService: Record<string, string> = {}, scaling: object = {}): any {
  const { model, containers = [], labels = {}, serviceAccount, serviceAccountName = serviceAccount, autoScaling, ...rest } = converted(of);
  const own = Object.entries(labels).filter(([key, value]) => ofService[key] !== value);
  const alone = !model && containers.length === 1;
  return {
    ...scaling,
    ...rest,
    ...scaledBy(autoScaling),
    labels: own.length > 0 ? Object.fromEntries(own) : undefined,
    serviceAccountName,
    ...model && { model: model.described },
    containers: [
      ...model ? [served({ name: 'kserve-container', image: '', ...model.container })] : [],
      ...containers.map((one: any) => served(alone ? { ...one, name: 'kserve-container' } : one)),
    ],
  };
}

/** A field of a framework is a model of this format. */
function converted(of: any): any {
  const legacy = FRAMEWORKS.find(name => of[name] !== undefined);
  const { model, ...rest } = legacy === undefined ? of : ofFramework(of, legacy);
  if (!model) return rest;
  const { modelFormat, storageUri, storage, runtime, runtimeVersion, protocolVersion, ...container } = model;
  const speaks = protocolVersion ?? (ANSWERS_V2.includes(modelFormat.name) ? 'v2' : undefined);
  return { ...rest, model: { described: { modelFormat, storageUri, storage, runtime, runtimeVersion, protocolVersion: speaks }, container } };
}

const ofFramework = (of: any, name: string) => ({ ...of, model: { modelFormat: { name }, ...asked(name), ...of[name] }, [name]: undefined });
const asked = (framework: string) => (['onnx', 'huggingface'].includes(framework) ? { protocolVersion: 'v2' } : {});

/** One target for a resource, written either way. */
function scaledBy(autoScaling: any): object {
  const [metric, ...others] = autoScaling?.metrics ?? [];
  if (metric?.type !== 'Resource' || others.length > 0) return { autoScaling };
  return { scaleMetric: metric.resource.name, scaleTarget: metric.resource.target.averageUtilization };
}

/** Requests come over HTTP/1 where a port does not say how; a probe without a port asks where requests go. */
function served({ ports = [], ...container }: any): any {
  const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'].filter(probe => container[probe]?.httpGet);
  return {
    ...container,
    ports: ports.map(({ name, ...port }: any) => ({ ...port, ...name !== 'http1' && { name } })),
    ...Object.fromEntries(probes.map(probe => [probe, { ...container[probe], httpGet: { port: 8080, ...container[probe].httpGet } }])),
  };
}
