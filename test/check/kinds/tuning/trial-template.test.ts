import { experiment, job, katibSays, parameter } from './experiments';
import type { Manifest } from '../../../../lib/check';

const of = (trialSpec: unknown, template: object = {}) => experiment({}, { trialSpec, ...template });
const replica = (container: object = {}, rest: object = {}) => ({
  replicas: 1, template: { spec: { containers: [{ name: 'pytorch', image: 'p:1', command: ['python', '--lr=${trialParameters.lr}'], ...container }] } }, ...rest,
});
const pytorch = (replicas: object, template: object = {}) => of(
  { apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', spec: { pytorchReplicaSpecs: replicas } }, { primaryContainerName: 'pytorch', ...template },
);
const trainJob = (spec: object = {}, template: object = {}) => of({
  apiVersion: 'trainer.kubeflow.org/v1alpha1',
  kind: 'TrainJob',
  spec: { runtimeRef: { name: 'torch-distributed' }, trainer: { command: ['torchrun', '--lr=${trialParameters.lr}'] }, ...spec },
}, { primaryContainerName: 'node', ...template });
const ending = (successCondition: string, failureCondition: string) => of(job(), { successCondition, failureCondition });
const podOf = (...containers: object[]) => ({ template: { spec: { restartPolicy: 'Never', containers } } });
const configMap = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'trials', namespace: 'team' }, data }) as Manifest;
const fromMap = (template: object = {}) => experiment({}, {
  trialSpec: undefined,
  configMap: { configMapName: 'trials', configMapNamespace: 'team', templatePath: 'job.yaml' },
  successCondition: 'status.ok',
  failureCondition: 'status.ko',
  ...template,
});
const JOB = `apiVersion: batch/v1
kind: Job
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: train, image: t, command: [t, "\${trialParameters.lr}"]}
`;

test.each<[string, Manifest | Manifest[], string[]]>([
  ['no template', experiment({ trialTemplate: undefined }), [
    'error TUNING_REQUIRED spec.trialTemplate: say what a trial runs: trialSpec, trialParameters and primaryContainerName',
  ]],
  ['no primary container', experiment({}, { primaryContainerName: '' }), [
    "error TUNING_REQUIRED spec.trialTemplate.primaryContainerName: got ''; name the container whose metrics count",
  ]],
  ['no trial parameters', experiment({}, { trialParameters: undefined, trialSpec: job({ command: ['t'] }) }), [
    'error TUNING_REQUIRED spec.trialTemplate.trialParameters: declare at least one: through them the values reach the trial',
  ]],
  ['an empty list of trial parameters', experiment({}, { trialParameters: [], trialSpec: job({ command: ['t'] }) }), [
    'error TUNING_REQUIRED spec.trialTemplate.trialParameters: got []; declare at least one: through them the values reach the trial',
  ]],
  ['neither a trial nor a ConfigMap', experiment({}, { trialSpec: undefined }), [
    'error TUNING_REQUIRED spec.trialTemplate.successCondition: has no default for this kind: write a GJSON path that yields something when a trial has succeeded',
    'error TUNING_REQUIRED spec.trialTemplate.failureCondition: has no default for this kind: write a GJSON path that yields something when a trial has failed',
    'error TUNING_REQUIRED spec.trialTemplate.trialSpec: write the object that a trial runs, or name a configMap that has it',
  ]],
  ['a trial and a ConfigMap', experiment({}, { configMap: { configMapName: 'a', configMapNamespace: 'b', templatePath: 'c' } }), [
    'error TUNING_EXCLUSIVE spec.trialTemplate.configMap: trialSpec and configMap exclude each other; keep one',
  ]],
  ['half a ConfigMap', fromMap({ configMap: { configMapName: 'trials', templatePath: '' } }), [
    'error TUNING_REQUIRED spec.trialTemplate.configMap.configMapNamespace: configMap has all of configMapName, configMapNamespace and templatePath',
    "error TUNING_REQUIRED spec.trialTemplate.configMap.templatePath: got ''; configMap has all of configMapName, configMapNamespace and templatePath",
  ]],
  ['no conditions for a ConfigMap', fromMap({ successCondition: undefined, failureCondition: undefined }), [
    'error TUNING_REQUIRED spec.trialTemplate.successCondition: has no default where the template is in a ConfigMap: write a GJSON path that yields something when a trial has succeeded',
    'error TUNING_REQUIRED spec.trialTemplate.failureCondition: has no default where the template is in a ConfigMap: write a GJSON path that yields something when a trial has failed',
  ]],
  ['no conditions for a kind that Katib does not know', of({ apiVersion: 'example.org/v1', kind: 'Run', spec: { lr: '${trialParameters.lr}' } }, { successCondition: 'status.ok' }), [
    'error TUNING_REQUIRED spec.trialTemplate.failureCondition: has no default for Run: write a GJSON path that yields something when a trial has failed',
    "warning TUNING_TRIAL_KIND spec.trialTemplate.trialSpec.kind: got 'Run.v1.example.org'; katib-config does not list it under trialResources, so no trial of it ever ends: use one of TrainJob.v1alpha1.trainer.kubeflow.org, Job.v1.batch, TFJob.v1.kubeflow.org, PyTorchJob.v1.kubeflow.org, MPIJob.v1.kubeflow.org, XGBoostJob.v1.kubeflow.org, or have it added",
    "info KIND_UNKNOWN spec.trialTemplate.trialSpec.kind: got 'example.org/v1 Run'; not a kind known here: its schema and rules are not judged",
  ]],
])('what a template has: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['no name', experiment({}, { trialParameters: [{ reference: 'lr' }], trialSpec: job({ command: ['t'] }) }), [
    'error TUNING_TRIAL_PARAMETER spec.trialTemplate.trialParameters[0].name: name and reference are both needed',
  ]],
  ['no reference', experiment({}, { trialParameters: [{ name: 'lr' }] }), [
    'error TUNING_TRIAL_PARAMETER spec.trialTemplate.trialParameters[0].reference: name and reference are both needed',
  ]],
  ['a name in braces', experiment({}, { trialParameters: [{ name: '${lr}', reference: 'lr' }], trialSpec: job({ command: ['t'] }) }), [
    "error TUNING_TRIAL_PARAMETER spec.trialTemplate.trialParameters[0].name: got '${lr}'; the bare name, without ${ and }",
  ]],
  ['a name twice', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '2' }), parameter('b', 'int', { min: '1', max: '2' })] }, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'lr', reference: 'b' }] }), [
    "error TUNING_TRIAL_PARAMETER spec.trialTemplate.trialParameters[1].name: got 'lr'; the name stands above already; rename one of the two",
  ]],
  ['a reference twice', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'l', reference: 'lr' }], trialSpec: job({ command: ['${trialParameters.lr}', '${trialParameters.l}'] }) }), [
    "error TUNING_TRIAL_PARAMETER spec.trialTemplate.trialParameters[1].reference: got 'lr'; another trialParameter has it already: use its placeholder twice instead",
  ]],
  ['a reference to nothing', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lrr' }] }), [
    "error TUNING_REFERENCE_UNKNOWN spec.trialTemplate.trialParameters[0].reference: got 'lrr'; no parameter of this name in spec.parameters: did you mean 'lr'? one of lr",
  ]],
  ['a misspelt reference to the trial', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'n', reference: '${trialSpec.name}' }], trialSpec: job({ command: ['${trialParameters.lr}', '${trialParameters.n}'] }) }), [
    "error TUNING_REFERENCE_UNKNOWN spec.trialTemplate.trialParameters[1].reference: got '${trialSpec.name}'; of the trial itself: ${trialSpec.X} with X one of Name, Namespace, Kind, APIVersion, Labels[x], Annotations[x]",
  ]],
  ['references to the trial', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'n', reference: '${trialSpec.Name}' }, { name: 'k', reference: '${trialSpec.Kind}' }, { name: 'l', reference: '${trialSpec.Labels[a]}' }], trialSpec: { ...job({ command: ['${trialParameters.lr}', '${trialParameters.n}', '${trialParameters.k}', '${trialParameters.l}'] }), metadata: { labels: { a: 'b' } } } }), []],
  ['a label that the trial lacks', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'n', reference: '${trialSpec.Labels[a]}' }], trialSpec: job({ command: ['${trialParameters.lr}', '${trialParameters.n}'] }) }), [
    "warning TUNING_TRIAL_STALLS spec.trialTemplate.trialParameters[1].reference: got '${trialSpec.Labels[a]}'; accepted, and no trial starts: the trial's own metadata.labels lacks 'a'",
  ]],
  ['annotations without a name', experiment({}, { trialParameters: [{ name: 'lr', reference: 'lr' }, { name: 'n', reference: '${trialSpec.Annotations}' }], trialSpec: job({ command: ['${trialParameters.lr}', '${trialParameters.n}'] }) }), [
    "warning TUNING_TRIAL_STALLS spec.trialTemplate.trialParameters[1].reference: got '${trialSpec.Annotations}'; accepted, and no trial starts: say which, as in ${trialSpec.Annotations[name]}",
  ]],
  ['a placeholder that is nowhere', experiment({}, { trialSpec: job({ command: ['t'] }) }), [
    "error TUNING_TRIAL_PARAMETER_UNUSED spec.trialTemplate.trialParameters[0].name: got 'lr'; write ${trialParameters.lr} where the trial takes the value",
  ]],
  ['a placeholder that nobody declares', experiment({}, { trialSpec: job({ command: ['${trialParameters.lr}', '${trialParameters.batch}'] }) }), [
    "error TUNING_PLACEHOLDER_UNKNOWN spec.trialTemplate.trialSpec.spec.template.spec.containers[0].command[1]: got '${trialParameters.batch}'; not declared in trialParameters; declare it with a reference to a parameter",
  ]],
  ['a placeholder spelt in another way', experiment({}, { trialSpec: job({ command: ['${trialParameters.lR}'] }) }), [
    "error TUNING_TRIAL_PARAMETER_UNUSED spec.trialTemplate.trialParameters[0].name: got 'lr'; the trial has ${trialParameters.lR} instead; write the same name",
    "error TUNING_PLACEHOLDER_UNKNOWN spec.trialTemplate.trialSpec.spec.template.spec.containers[0].command[0]: got '${trialParameters.lR}'; not declared in trialParameters; did you mean 'lr'?",
  ]],
  ['a placeholder that is not closed', experiment({}, { trialSpec: job({ command: ['${trialParameters.lr'] }) }), [
    "error TUNING_TRIAL_PARAMETER_UNUSED spec.trialTemplate.trialParameters[0].name: got 'lr'; write ${trialParameters.lr} where the trial takes the value",
    "error TUNING_PLACEHOLDER_UNKNOWN spec.trialTemplate.trialSpec.spec.template.spec.containers[0].command[0]: got '${trialParameters.lr (without })}'; not declared in trialParameters; declare it with a reference to a parameter",
  ]],
  ['a name that JSON writes in another way', experiment({}, { trialParameters: [{ name: 'a&b', reference: 'lr' }], trialSpec: job({ command: ['${trialParameters.a&b}'] }) }), [
    "error TUNING_TRIAL_PARAMETER_UNUSED spec.trialTemplate.trialParameters[0].name: got 'a&b'; the trial has ${trialParameters.a&b} instead; write the same name",
  ]],
  ['a placeholder in a key', experiment({}, { trialSpec: { ...job({ command: ['t'] }), metadata: { annotations: { 'lr-${trialParameters.lr}': 'x' } } } }), []],
])('its trial parameters: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['no kind', of({ ...job(), kind: undefined }, { successCondition: 'status.a', failureCondition: 'status.b' }), [
    'error TUNING_TRIAL_OBJECT spec.trialTemplate.trialSpec.kind: a trial is an object with apiVersion and kind',
  ]],
  ['a name and a namespace', of({ ...job(), metadata: { name: 'lr', namespace: 'team' } }), [
    "error TUNING_TRIAL_OBJECT spec.trialTemplate.trialSpec.metadata.name: got 'lr'; leave it out: Katib gives each trial its name, in the namespace of the Experiment",
    "error TUNING_TRIAL_OBJECT spec.trialTemplate.trialSpec.metadata.namespace: got 'team'; leave it out: Katib gives each trial its name, in the namespace of the Experiment",
  ]],
  ['a core kind', of({ apiVersion: 'v1', kind: 'Pod', spec: { restartPolicy: 'Never', containers: [{ name: 'train', image: 't', command: ['${trialParameters.lr}'] }] } }, { successCondition: 'status.a', failureCondition: 'status.b' }), [
    "warning TUNING_TRIAL_KIND spec.trialTemplate.trialSpec.kind: got 'Pod.v1.'; katib-config does not list it under trialResources, so no trial of it ever ends: use one of TrainJob.v1alpha1.trainer.kubeflow.org, Job.v1.batch, TFJob.v1.kubeflow.org, PyTorchJob.v1.kubeflow.org, MPIJob.v1.kubeflow.org, XGBoostJob.v1.kubeflow.org, or have it added",
  ]],
  ['a condition that a Job never has', ending('status.conditions.#(type=="Succeeded")#|#(status=="True")#', 'status.conditions.#(type=="Failed")#|#(status=="True")#'), [
    'warning TUNING_TRIAL_STALLS spec.trialTemplate.successCondition: got \'status.conditions.#(type=="Succeeded")#|#(status=="True")#\'; a Job never has a condition of type Succeeded, so the trial does not end; its types are Complete, Failed, SuccessCriteriaMet, FailureTarget, Suspended',
  ]],
  ['conditions of a Job', ending('status.conditions.#(type=="Complete")#|#(status=="True")#', 'status.failed'), []],
  ['a condition that a PyTorchJob never has', pytorch({ Master: replica() }, { failureCondition: 'status.conditions.#(type=="Fail")#' }), [
    'warning TUNING_TRIAL_STALLS spec.trialTemplate.failureCondition: got \'status.conditions.#(type=="Fail")#\'; a PyTorchJob never has a condition of type Fail, so the trial does not end; its types are Created, Running, Restarting, Suspended, Succeeded, Failed',
  ]],
  ['a mistake that its own kind has', pytorch({ Master: replica({}, { replicas: 2 }) }), [
    'warning TRAINING_REPLICAS spec.trialTemplate.trialSpec.spec.pytorchReplicaSpecs.Master.replicas: got 2; write 1: there is exactly one Master; Katib takes this, and every trial fails',
  ]],
  ['a misspelt field in it', of(job({ imagePolicy: 'Always' })), [
    'error SCHEMA_UNKNOWN_FIELD spec.trialTemplate.trialSpec.spec.template.spec.containers[0].imagePolicy: unknown field',
  ]],
  ['a placeholder for a number', of(job({}, {}, { parallelism: '${trialParameters.lr}' })), [
    'error TUNING_PLACEHOLDER_TYPE spec.trialTemplate.trialSpec.spec.parallelism: a placeholder in trialSpec is always text, and this field takes none: hand the value over in command or env, or use a configMap template',
  ]],
  ['a placeholder in a name that would be refused', of(job({ env: [{ name: 'A ${trialParameters.lr}', value: 'x' }] })), []],
  ['a Job with another container', of(job({ name: 'main' })), [
    "warning TUNING_PRIMARY_CONTAINER spec.trialTemplate.trialSpec.spec.template.spec.containers[0].name: got 'main'; no container is the primary one, so Katib's webhook refuses the pods: rename it to 'train', or set spec.trialTemplate.primaryContainerName to it",
  ]],
  ['a pod template of two without the primary container', pytorch({ Master: replica(), Worker: { replicas: 1, template: { spec: { containers: [{ name: 'pytorch2', image: 'p', command: ['p'] }, { name: 'side', image: 's' }] } } } }), [
    'warning TRAINING_CONTAINER_NAME spec.trialTemplate.trialSpec.spec.pytorchReplicaSpecs.Worker.template.spec.containers: got ["pytorch2","side"]; name the container that trains \'pytorch\': the operator of PyTorchJobs finds it by this name; Katib takes this, and every trial fails',
  ]],
  ['two containers, one of them primary', of({ apiVersion: 'batch/v1', kind: 'Job', spec: podOf({ name: 'side', image: 's' }, { name: 'train', image: 't', command: ['${trialParameters.lr}'] }) }), []],
  ['no command', of(job({ command: undefined, args: ['${trialParameters.lr}'] })), [
    'info TUNING_COMMAND spec.trialTemplate.trialSpec.spec.template.spec.containers[0].command: write the command: without it Katib has to read it from the image, and needs access to the registry',
  ]],
  ['no command, and metrics are pushed', experiment({ metricsCollectorSpec: { collector: { kind: 'Push' } } }, { trialSpec: job({ command: undefined, args: ['${trialParameters.lr}'] }) }), []],
  ['workers alone, and no labels to find them', pytorch({ Worker: replica() }), [
    'warning TUNING_METRICS_LOST spec.trialTemplate.primaryPodLabels: without a Master no pod has the label that Katib looks for, so no metric is collected: write training.kubeflow.org/replica-type: worker and training.kubeflow.org/replica-index: "0"',
  ]],
  ['workers alone, with labels', pytorch({ Worker: replica() }, { primaryPodLabels: { 'training.kubeflow.org/replica-type': 'worker' } }), []],
  ['a TrainJob', trainJob(), []],
  ['a TrainJob with another container', trainJob({}, { primaryContainerName: 'trainer' }), [
    "warning TUNING_PRIMARY_CONTAINER spec.trialTemplate.primaryContainerName: got 'trainer'; the trainer's container of a training runtime is named 'node'",
  ]],
  ['a TrainJob that loads a model first', trainJob({ initializer: { model: { storageUri: 'hf://a/b' } } }), [
    "warning TUNING_PRIMARY_CONTAINER spec.trialTemplate.trialSpec.spec.initializer.model: the pods of an initializer have no container 'node', so Katib's webhook refuses them; load the model in the trainer",
    'warning TRAINER_INITIALIZER spec.trialTemplate.trialSpec.spec.initializer.model: take a runtime with a job model-initializer, or leave this out: the runtime named has none; Katib takes this, and every trial fails',
  ]],
  ['an Experiment in an Experiment', of({ apiVersion: 'kubeflow.org/v1beta1', kind: 'Experiment', spec: { lr: '${trialParameters.lr}' } }, { successCondition: 'status.a', failureCondition: 'status.b' }), [
    "warning TUNING_TRIAL_KIND spec.trialTemplate.trialSpec.kind: got 'Experiment.v1beta1.kubeflow.org'; katib-config does not list it under trialResources, so no trial of it ever ends: use one of TrainJob.v1alpha1.trainer.kubeflow.org, Job.v1.batch, TFJob.v1.kubeflow.org, PyTorchJob.v1.kubeflow.org, MPIJob.v1.kubeflow.org, XGBoostJob.v1.kubeflow.org, or have it added",
  ]],
])('the object of a trial: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['empty lists and texts', of(job({ env: [], workingDir: '' })), [
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].env: Katib wants a Job as its type writes it, and that leaves out an empty list here; remove the field',
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].workingDir: got ''; Katib wants a Job as its type writes it, and that leaves out an empty text here; remove the field",
  ]],
  ['false and zero', of(job({ tty: false, livenessProbe: { exec: { command: ['a'] }, periodSeconds: 0 } }, { hostNetwork: false })), [
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].tty: got false; Katib wants a Job as its type writes it, and that leaves out false here; remove the field',
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].livenessProbe.periodSeconds: got 0; Katib wants a Job as its type writes it, and that leaves out 0 here; remove the field',
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.hostNetwork: got false; Katib wants a Job as its type writes it, and that leaves out false here; remove the field',
  ]],
  ['false and zero that stay', of(job({ securityContext: { privileged: false, runAsUser: 0 } }, { automountServiceAccountToken: false, terminationGracePeriodSeconds: 0 }, { backoffLimit: 0, suspend: false })), []],
  ['null', of(job({ args: null }, { serviceAccountName: null })), [
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].args: Katib wants a Job as its type writes it, and that leaves out null here; remove the field',
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.serviceAccountName: Katib wants a Job as its type writes it, and that leaves out null here; remove the field',
  ]],
  ['a time of null', of({ ...job(), metadata: { creationTimestamp: null } }), []],
  ['an empty map', of(job({ resources: { limits: {} } })), [
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].resources.limits: Katib wants a Job as its type writes it, and that leaves out an empty map here; remove the field',
  ]],
  ['an empty variable', of(job({ env: [{ name: 'A', value: '' }] })), [
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].env[0].value: got ''; Katib wants a Job as its type writes it, and that leaves out an empty text here; remove the field",
  ]],
  ['readOnly: false where it stays and where it goes', of(job({ volumeMounts: [{ name: 'c', mountPath: '/c', readOnly: false }] }, { volumes: [{ name: 'c', csi: { driver: 'd.example.org', readOnly: false } }] })), [
    'error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].volumeMounts[0].readOnly: got false; Katib wants a Job as its type writes it, and that leaves out false here; remove the field',
  ]],
  ['a quantity in another form', of(job({ volumeMounts: [{ name: 'e', mountPath: '/e' }] }, { volumes: [{ name: 'e', emptyDir: { sizeLimit: '2048Mi' } }] })), [
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.volumes[0].emptyDir.sizeLimit: got '2048Mi'; Katib wants a Job as its type writes it: '2Gi', in quotes",
  ]],
  ['a quantity as a number', of(job({ volumeMounts: [{ name: 'e', mountPath: '/e' }] }, { volumes: [{ name: 'e', emptyDir: { sizeLimit: 100 } }] })), [
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.volumes[0].emptyDir.sizeLimit: got 100; Katib wants a Job as its type writes it: '100', in quotes",
  ]],
  ['a quantity that stays', of(job({ volumeMounts: [{ name: 'e', mountPath: '/e' }], resources: { limits: { cpu: '1000m', memory: '2048Mi' } } }, { volumes: [{ name: 'e', emptyDir: { sizeLimit: '1536Mi' } }] })), []],
  ['a tuned quantity', of(job({ resources: { limits: { cpu: '${trialParameters.lr}' } } })), [
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.trialSpec.spec.template.spec.containers[0].resources.limits.cpu: got '${trialParameters.lr}'; a quantity cannot be tuned in a Job: Katib tries the template with a word in its place; tune it in a kind other than Job",
  ]],
  ['the same in another kind', pytorch({ Master: replica({ env: [], tty: false }) }), []],
])('a Job is converted to its type and back: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['that is not in the input', fromMap(), []],
  ['that fits', [configMap({ 'job.yaml': JOB }), fromMap()], []],
  ['without the key', [configMap({ 'jobs.yaml': JOB }), fromMap()], [
    "error TUNING_REFERENCE_UNKNOWN spec.trialTemplate.configMap.templatePath: got 'job.yaml'; the ConfigMap trials has no such key; it has jobs.yaml",
  ]],
  ['without the placeholder', [configMap({ 'job.yaml': JOB.replace('lr', 'rate') }), fromMap()], [
    "error TUNING_TRIAL_PARAMETER_UNUSED spec.trialTemplate.trialParameters[0].name: got 'lr'; write ${trialParameters.lr} where the trial takes the value",
    "error TUNING_PLACEHOLDER_UNKNOWN spec.trialTemplate.configMap.templatePath: got '${trialParameters.rate}'; not declared in trialParameters; declare it with a reference to a parameter",
  ]],
  ['that is no YAML', [configMap({ 'job.yaml': 'a: [${trialParameters.lr}' }), fromMap()], [
    "error TUNING_TRIAL_OBJECT spec.trialTemplate.configMap.templatePath: got 'job.yaml'; the template: it is no YAML of an object",
  ]],
  ['of a Job with a name and an empty field', [configMap({ 'job.yaml': JOB.replace('spec:', 'metadata: {name: a}\nspec:').replace('image: t', 'image: t, tty: false') }), fromMap()], [
    "error TUNING_TRIAL_OBJECT spec.trialTemplate.configMap.templatePath: got 'job.yaml'; metadata.name of the template (a): leave it out: Katib gives each trial its name, in the namespace of the Experiment",
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.configMap.templatePath: got 'job.yaml'; spec.template.spec.containers[0].tty of the template (false): Katib wants a Job as its type writes it, and that leaves out false here; remove the field",
  ]],
  ['of a kind that Katib does not watch', [configMap({ 'job.yaml': JOB.replace('kind: Job', 'kind: CronJob') }), fromMap()], [
    "warning TUNING_TRIAL_KIND spec.trialTemplate.configMap.templatePath: got 'job.yaml'; kind of the template (CronJob.v1.batch): katib-config does not list it under trialResources, so no trial of it ever ends; did you mean 'Job.v1.batch'?",
  ]],
  ['of a Job with placeholders for a number and a quantity', [configMap({ 'job.yaml': JOB.replace('template:', 'parallelism: ${trialParameters.lr}\n  template:').replace('image: t', 'image: t, resources: {limits: {cpu: "${trialParameters.lr}"}}') }), fromMap()], [
    "error TUNING_JOB_NOT_STRICT spec.trialTemplate.configMap.templatePath: got 'job.yaml'; spec.template.spec.containers[0].resources.limits.cpu of the template (test-value): a quantity cannot be tuned in a Job: Katib tries the template with a word in its place; tune it in a kind other than Job",
    "error SCHEMA_TYPE spec.trialTemplate.configMap.templatePath: got 'job.yaml'; spec.parallelism of the template (test-value): expected a whole number, not text",
  ]],
  ['with anchors', [configMap({ 'job.yaml': 'a: &a [${trialParameters.lr}]' }), fromMap()], []],
])('a template in a ConfigMap: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});
