import type { Row } from './jobs';
import { container, found, job, replica } from './jobs';
import type { Manifest } from '../../../../lib/check';

// What training-operator does with all of its kinds with a Service, shown with a PyTorchJob.
const main = (spec: object = {}, rest: object = {}, pod: object = {}) => replica('pytorch', { replicas: 1, ...spec }, rest, pod);
const master = (spec: object = {}, rest: object = {}, pod: object = {}) => job('PyTorchJob', { Master: main(spec, rest, pod) });
const policy = (runPolicy: object) => job('PyTorchJob', { Master: main() }, { runPolicy });
const named = (metadata: object) => job('PyTorchJob', { Master: main() }, {}, metadata);
const bare = (Master: object) => job('PyTorchJob', { Master });
const ports = (...list: object[]) => master({}, { ports: list });
const meshed = (spec: object = {}): Manifest[] => [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { 'istio-injection': 'enabled' } } }, master(spec)];

describe('replicas', () => {
  test.each<Row>([
    ['no containers', bare({ replicas: 1, template: { spec: { containers: [] } } }), [
      'error TRAINING_NO_CONTAINERS spec.pytorchReplicaSpecs.Master.template.spec.containers: write the container that trains: every replica type needs one',
    ]],
    ['no template', bare({ replicas: 1 }), [
      'error TRAINING_NO_CONTAINERS spec.pytorchReplicaSpecs.Master.template.spec.containers: write the container that trains: every replica type needs one',
    ]],
    ['a template of labels only', bare({ replicas: 1, template: { metadata: { labels: { a: 'b' } } } }), [
      'error TRAINING_NO_CONTAINERS spec.pytorchReplicaSpecs.Master.template.spec.containers: write the container that trains: every replica type needs one',
    ]],
    ['no image', master({}, { image: undefined }), [
      'error TRAINING_NO_IMAGE spec.pytorchReplicaSpecs.Master.template.spec.containers[0].image: write an image: the operator takes no container without one',
    ]],
    ['an empty image', master({}, { image: '' }), [
      "error TRAINING_NO_IMAGE spec.pytorchReplicaSpecs.Master.template.spec.containers[0].image: got ''; write an image: the operator takes no container without one",
    ]],
    ['a container of another name', bare(replica('main', { replicas: 1 })), [
      "error TRAINING_CONTAINER_NAME spec.pytorchReplicaSpecs.Master.template.spec.containers[0].name: got 'main'; name the container that trains 'pytorch': the operator of PyTorchJobs finds it by this name",
    ]],
    ['two containers of other names', bare({ replicas: 1, template: { spec: { containers: [container('a'), container('b')] } } }), [
      'error TRAINING_CONTAINER_NAME spec.pytorchReplicaSpecs.Master.template.spec.containers: got ["a","b"]; name the container that trains \'pytorch\': the operator of PyTorchJobs finds it by this name',
    ]],
    ['nothing in the spec', { ...master(), spec: {} }, [
      'error TRAINING_NO_REPLICAS spec.pytorchReplicaSpecs: write the replicas: at least one of Master, Worker',
    ]],
    ['no replica type', job('PyTorchJob', {}), [
      'warning TRAINING_NO_REPLICAS spec.pytorchReplicaSpecs: write at least one of Master, Worker: nothing runs, and the job never ends',
    ]],
    ['a replica type of nothing', job('PyTorchJob', { Master: null }), [
      'warning TRAINING_NO_REPLICAS spec.pytorchReplicaSpecs.Master: got null; write the replicas or leave the entry out: the API server drops it, as there is nothing in it',
      'warning TRAINING_NO_REPLICAS spec.pytorchReplicaSpecs: write at least one of Master, Worker: nothing runs, and the job never ends',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('names', () => {
  test.each<Row>([
    ['a digit first', named({ name: '2fast' }), [
      "error TRAINING_NAME_INVALID metadata.name: got '2fast'; pods and Services are named after the job: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a dot', named({ name: 'run.1' }), [
      "error TRAINING_NAME_INVALID metadata.name: got 'run.1'; pods and Services are named after the job: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['64 characters', named({ name: 'x'.repeat(64) }), [
      "error TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; 64 characters, at most 63 for a name of Services",
    ]],
    ['55 characters, too many for a Service', named({ name: 'x'.repeat(55) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; the controller appends -master-0, and the Service of 64 characters is refused; use at most 54",
    ]],
    ['54 characters', named({ name: 'x'.repeat(54) }), []],
    ['a generated one with a dot', named({ name: undefined, generateName: 'run.1-' }), [
      "error TRAINING_NAME_INVALID metadata.generateName: got 'run.1-'; pods and Services are named after the job: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a generated one that is too long for a Service', named({ name: undefined, generateName: 'x'.repeat(50) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.generateName: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; the controller appends -master-0, and the Service of 64 characters is refused; use at most 49",
    ]],
    ['a generated one', named({ name: undefined, generateName: 'run-' }), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('runPolicy', () => {
  test.each<Row>([
    ['an unknown manager', policy({ managedBy: 'kueue' }), [
      "error TRAINING_MANAGED_BY spec.runPolicy.managedBy: got 'kueue'; leave it out, or write one of kubeflow.org/training-operator, kueue.x-k8s.io/multikueue",
    ]],
    ['MultiKueue', policy({ managedBy: 'kueue.x-k8s.io/multikueue' }), []],
    ['cleanPodPolicy in lower case', policy({ cleanPodPolicy: 'running' }), [
      "warning TRAINING_CLEAN_POD_POLICY spec.runPolicy.cleanPodPolicy: got 'running'; one of None, Running, All; did you mean 'Running'?: nobody checks it, and any other word deletes all pods with their logs, as All does",
    ]],
    ['limits below their least', policy({ activeDeadlineSeconds: 0, backoffLimit: -1, ttlSecondsAfterFinished: -1 }), [
      'warning TRAINING_LIMIT spec.runPolicy.activeDeadlineSeconds: got 0; at least 1: below that the job fails as soon as it starts',
      'warning TRAINING_LIMIT spec.runPolicy.backoffLimit: got -1; at least 0: below that the job fails as soon as it starts',
      'warning TRAINING_LIMIT spec.runPolicy.ttlSecondsAfterFinished: got -1; at least 0: below that the job is deleted as soon as it ends',
    ]],
    ['limits at their least', policy({ activeDeadlineSeconds: 1, backoffLimit: 0, ttlSecondsAfterFinished: 0 }), []],
    ['a gang larger than the job', policy({ schedulingPolicy: { minAvailable: 2 } }), [
      'warning TRAINING_MIN_AVAILABLE spec.runPolicy.schedulingPolicy.minAvailable: got 2; at most 1, the number of pods: the gang scheduler waits for more pods than there are',
      'info TRAINING_GANG_SCHEDULER spec.runPolicy.schedulingPolicy: has an effect only where training-operator runs with --gang-scheduler-name; ask the administrator',
    ]],
    ['an empty schedulingPolicy', policy({ schedulingPolicy: {} }), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('pods', () => {
  test.each<Row>([
    ['a restart policy of another spelling', master({ restartPolicy: 'onFailure' }), [
      "warning TRAINING_RESTART_POLICY spec.pytorchReplicaSpecs.Master.restartPolicy: got 'onFailure'; one of Always, OnFailure, Never, ExitCode; did you mean 'OnFailure'?: nobody checks it here, and the API server refuses each pod",
    ]],
    ['an empty restart policy', master({ restartPolicy: '' }), []],
    ['always restarted', master({ restartPolicy: 'Always' }), [
      "warning TRAINING_RESTART_ALWAYS spec.pytorchReplicaSpecs.Master.restartPolicy: got 'Always'; write OnFailure or ExitCode: a pod that is always restarted never succeeds, and the job ends when Master has",
    ]],
    ['workers always restarted', job('PyTorchJob', { Master: main(), Worker: main({ restartPolicy: 'Always' }) }), []],
    ['a restart policy in the template', master({}, {}, { restartPolicy: 'Never' }), [
      "warning TRAINING_RESTART_IN_TEMPLATE spec.pytorchReplicaSpecs.Master.template.spec.restartPolicy: got 'Never'; write it as spec.pytorchReplicaSpecs.Master.restartPolicy: the one in the pod template is overwritten, here with OnFailure",
    ]],
    ['a restart policy in the template beside another', master({ restartPolicy: 'ExitCode' }, {}, { restartPolicy: 'OnFailure' }), [
      "warning TRAINING_RESTART_IN_TEMPLATE spec.pytorchReplicaSpecs.Master.template.spec.restartPolicy: got 'OnFailure'; write it as spec.pytorchReplicaSpecs.Master.restartPolicy: the one in the pod template is overwritten, here with Never",
    ]],
    ['the same restart policy in the template', master({ restartPolicy: 'ExitCode' }, {}, { restartPolicy: 'Never' }), []],
    ['an unnamed port', ports({ containerPort: 8080 }), [
      "warning TRAINING_PORT_UNNAMED spec.pytorchReplicaSpecs.Master.template.spec.containers[0].ports[0].name: name it, 'pytorchjob-port' if the replicas meet there: the operator adds all ports to one Service, which is refused with an unnamed one",
    ]],
    ['the number of the default port under another name', ports({ name: 'rendez', containerPort: 23456 }), [
      "warning TRAINING_PORT_DUPLICATE spec.pytorchReplicaSpecs.Master.template.spec.containers[0].ports[0].containerPort: got 23456; name this port 'pytorchjob-port': the operator adds one of that name and number, and the Service with both is refused",
    ]],
    ['two ports of one number', ports({ name: 'a', containerPort: 80 }, { name: 'b', containerPort: 80, protocol: 'UDP' }), [
      'warning TRAINING_PORT_DUPLICATE spec.pytorchReplicaSpecs.Master.template.spec.containers[0].ports[1].containerPort: got 80; a number once only: the Service with all ports of this container has no protocols, and is refused with two alike',
    ]],
    ['a port that looks meant', ports({ name: 'pytorch-port', containerPort: 29500 }), [
      "warning TRAINING_PORT_NAME spec.pytorchReplicaSpecs.Master.template.spec.containers[0].ports[0].name: got 'pytorch-port'; name it 'pytorchjob-port' if the replicas shall meet there: any other name leaves them at 23456",
    ]],
    ['a port for torchrun', ports({ name: 'rdzv', containerPort: 29500 }), [
      "warning TRAINING_PORT_NAME spec.pytorchReplicaSpecs.Master.template.spec.containers[0].ports[0].name: got 'rdzv'; name it 'pytorchjob-port' if the replicas shall meet there: any other name leaves them at 23456",
    ]],
    ['the default port with another number, and one for metrics', ports({ name: 'pytorchjob-port', containerPort: 29500 }, { name: 'metrics', containerPort: 9100 }), []],
    ['a namespace with sidecars', meshed(), [
      "warning TRAINING_SIDECAR spec.pytorchReplicaSpecs.Master.template.metadata.labels['sidecar.istio.io/inject']: write 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
    ['a Profile, which has them', [{ apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name: 'team' }, spec: { owner: { kind: 'User', name: 'a@example.com' } } }, master()], [
      "warning TRAINING_SIDECAR spec.pytorchReplicaSpecs.Master.template.metadata.labels['sidecar.istio.io/inject']: write 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
    ['a namespace of a revision', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { 'istio.io/rev': 'stable' } } }, master()], [
      "warning TRAINING_SIDECAR spec.pytorchReplicaSpecs.Master.template.metadata.labels['sidecar.istio.io/inject']: write 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
    ['a namespace without', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } }, master()], []],
    ['a pod that keeps the sidecar out', meshed({
      template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } }, spec: { containers: [container('pytorch')] } },
    }).map(m => (m.kind === 'Namespace' ? m : job('PyTorchJob', { Master: { replicas: 1, template: { metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } }, spec: { containers: [container('pytorch')] } } } }))), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test.each<[string, unknown]>([
  ['text', 'x'], ['a list', [1]], ['null', null], ['a number', 4],
])('%s where a map belongs is left to the schema', (_, odd) => {
  for (const field of ['runPolicy', 'pytorchReplicaSpecs', 'elasticPolicy']) {
    expect(() => found({ ...master(), spec: { ...master().spec, [field]: odd } })).not.toThrow();
  }
  const odds = [
    odd, { template: odd }, { template: { spec: odd } }, { template: { spec: { containers: odd } } }, { template: { spec: { containers: [odd] } } },
    main({}, { ports: odd, env: odd }), main({}, { ports: [odd], env: [odd] }),
  ];
  for (const Master of odds) expect(() => found(job('PyTorchJob', { Master }))).not.toThrow();
});
