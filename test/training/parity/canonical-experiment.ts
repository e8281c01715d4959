/** The spec of an Experiment as Katib's webhook leaves it, with placeholders named after what they stand for. */
export function experimentSpec(spec: any): any {
  const { objective, algorithm, earlyStopping, parameters, nasConfig, metricsCollectorSpec = {}, trialTemplate, ...rest } = spec;
  return {
    parallelTrialCount: 3,
    resumePolicy: 'Never',
    ...rest,
    objective: { ...objective, metricStrategies: strategies(objective) },
    algorithm: withSettings(algorithm),
    earlyStopping: earlyStopping && withSettings(earlyStopping),
    parameters: parameters?.map((one: any) => parameter(one, { distribution: 'uniform' })),
    nasConfig: nasConfig && {
      ...nasConfig,
      operations: nasConfig.operations?.map((one: any) => ({ ...one, parameters: (one.parameters ?? []).map((of: any) => parameter(of)) })),
    },
    metricsCollectorSpec: collector(metricsCollectorSpec),
    trialTemplate: template(trialTemplate, parameters ?? []),
  };
}

const byName = (list: any[] = []) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
const withSettings = ({ algorithmSettings = [], ...algorithm }: any) => (
  { ...algorithm, algorithmSettings: byName(algorithmSettings.map(({ name, value }: any) => ({ name, value: number(value) }))) });

/** `0.10` is the number 0.1. */
const number = (text: string) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

/** The best value of each metric counts, unless the author says otherwise. */
function strategies({ type, objectiveMetricName, additionalMetricNames = [], metricStrategies = [] }: any): any[] {
  const said = new Set(metricStrategies.map(({ name }: any) => name));
  const left = [objectiveMetricName, ...additionalMetricNames].filter(name => !said.has(name));
  return byName([...metricStrategies, ...left.map(name => ({ name, value: type === 'minimize' ? 'min' : 'max' }))]);
}

function parameter({ parameterType, feasibleSpace: { list, ...space }, ...one }: any, defaults: object = {}): any {
  const numbers = Object.entries(space).map(([key, value]) => [key, key === 'distribution' ? value : number(value as string)]);
  return { ...one, parameterType, feasibleSpace: { ...defaults, list: parameterType === 'discrete' ? list.map(number) : list, ...Object.fromEntries(numbers) } };
}

const SOURCES: Readonly<Record<string, any>> = {
  File: { fileSystemPath: { kind: 'File', path: '/var/log/katib/metrics.log', format: 'TEXT' } },
  TensorFlowEvent: { fileSystemPath: { kind: 'Directory', path: '/var/log/katib/tfevent/' } },
  PrometheusMetric: { httpGet: { path: '/metrics', port: 8080 } },
};

function collector({ collector: { kind = 'StdOut', customCollector } = {} as any, source = {} }: any): any {
  const defaults = Object.entries(SOURCES[kind] ?? {}).map(([key, value]) => [key, { ...value as object, ...source[key] }]);
  return { kind, customCollector, source: { ...source, ...Object.fromEntries(defaults) } };
}

const ends = (succeeded: string) => ({
  successCondition: `status.conditions.#(type=="${succeeded}")#|#(status=="True")#`, failureCondition: 'status.conditions.#(type=="Failed")#|#(status=="True")#',
});
const MASTER = { ...ends('Succeeded'), primaryPodLabels: { 'training.kubeflow.org/job-role': 'master' } };
const KINDS: Readonly<Record<string, object>> = {
  Job: ends('Complete'),
  TrainJob: {
    ...ends('Complete'), primaryPodLabels: { 'jobset.sigs.k8s.io/replicatedjob-name': 'node', 'batch.kubernetes.io/job-completion-index': '0' },
  },
  TFJob: MASTER, PyTorchJob: MASTER, XGBoostJob: MASTER, MPIJob: MASTER,
};

/** Names of placeholders are seen in the template alone: of one in a ConfigMap they are kept. */
function template({ trialSpec, trialParameters, ...rest }: any, parameters: any[]): any {
  const searched = new Set(parameters.map(({ name }) => name));
  const stands = trialParameters.map(({ name, reference, description }: any) => (
    { reference, description: searched.has(reference) ? description : undefined, name: trialSpec ? undefined : name }));
  return {
    retain: false,
    ...KINDS[trialSpec?.kind],
    ...rest,
    trialParameters: stands.sort((a: any, b: any) => (a.reference < b.reference ? -1 : 1)),
    trialSpec: trialSpec && renamed(trialSpec, trialParameters),
  };
}

function renamed(trial: any, trialParameters: any[]): any {
  const references = new Map(trialParameters.map(({ name, reference }) => [name, reference]));
  return JSON.parse(JSON.stringify(trial), (_key, value) => (typeof value !== 'string' ? value
    : value.replace(/\$\{trialParameters\.([^{}]*)\}/g, (_whole, name) => `<${references.get(name) ?? `nothing: ${name}`}>`)));
}
