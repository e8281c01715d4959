import type { Manifest, Problem } from '../../../lib/check';
import { describeProblem } from '../../../lib/check';
import { Report } from '../../../lib/check/report';
import { judgeSchema } from '../../../lib/check/schema/object';
import { foundIn, object } from '../manifests';

const deployment = (change: (spec: any) => void): Manifest => {
  const spec = {
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
  };
  change(spec);
  return object('apps/v1', 'Deployment', 'a', { spec });
};
const job = (replicas: unknown, worker: object = {}): Manifest => object('kubeflow.org/v1', 'PyTorchJob', 'j', {
  spec: { pytorchReplicaSpecs: { Master: { replicas, template: { spec: { containers: [{ name: 'pytorch', image: 'a:1' }] } }, ...worker } } },
});
const route = (rule: object): Manifest => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', { spec: { parentRefs: [{ name: 'g' }], rules: [rule] } });

/** What the schema alone refuses. */
function errors(...manifests: unknown[]): string[] {
  const found: Problem[] = [];
  for (const manifest of manifests) judgeSchema(manifest, new Report('it', found), new Set(), new Set());
  return found.filter(p => p.level === 'error').map(p => `${p.code} ${describeProblem(p)}`);
}

describe('a field', () => {
  test.each<[string, Manifest, string]>([
    ['that is misspelt', deployment(spec => { spec.replica = 2; }), "SCHEMA_UNKNOWN_FIELD spec.replica: unknown field; did you mean 'replicas'?"],
    ['that stands elsewhere', deployment(spec => { spec.serviceAccountName = 'x'; }),
      'SCHEMA_UNKNOWN_FIELD spec.serviceAccountName: unknown field; known here: minReadySeconds, paused, progressDeadlineSeconds, replicas, revisionHistoryLimit, selector, strategy, template'],
    ['of a custom resource that is misspelt', job(1, { restartPolcy: 'Never' }),
      "SCHEMA_UNKNOWN_FIELD spec.pytorchReplicaSpecs.Master.restartPolcy: unknown field; did you mean 'restartPolicy'?"],
    ['at the root', object('v1', 'ConfigMap', 'c', { dat: {} }), "SCHEMA_UNKNOWN_FIELD dat: unknown field; did you mean 'data'?"],
    ['of the metadata', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', label: {} } } as Manifest, "SCHEMA_UNKNOWN_FIELD metadata.label: unknown field; did you mean 'labels'?"],
    ['with a dot in its key', deployment(spec => { spec['a.b'] = 1; spec.x = 1; }).spec && deployment(spec => { spec['re.plicas'] = 1; }), "SCHEMA_UNKNOWN_FIELD spec['re.plicas']: unknown field; did you mean 'replicas'?"],
    ['that is missing', deployment(spec => { delete spec.selector; }), 'SCHEMA_REQUIRED spec.selector: required'],
    ['that is null where it has to be something', deployment(spec => { spec.selector = null; }), 'SCHEMA_REQUIRED spec.selector: required'],
    ['with text for a number', deployment(spec => { spec.replicas = '3'; }), "SCHEMA_TYPE spec.replicas: got '3'; expected a whole number, not text: leave out the quotes"],
    ['with a number for text', deployment(spec => { spec.template.spec.containers[0].env = [{ name: 'A', value: 1 }]; }),
      'SCHEMA_TYPE spec.template.spec.containers[0].env[0].value: got 1; expected text, not a whole number: put it in quotes'],
    ['with a boolean for text', deployment(spec => { spec.template.metadata.labels.app = true; }),
      'SCHEMA_TYPE spec.template.metadata.labels.app: got true; expected text, not a boolean: put it in quotes'],
    ['with a map for a list', deployment(spec => { spec.template.spec.containers = { name: 'a' }; }),
      'SCHEMA_TYPE spec.template.spec.containers: got {"name":"a"}; expected a list, not a map: begin each item with -'],
    ['with a fraction for a whole number', deployment(spec => { spec.replicas = 1.5; }), 'SCHEMA_TYPE spec.replicas: got 1.5; expected a whole number, not a number'],
    ['beyond 32 bits', deployment(spec => { spec.replicas = 2 ** 31; }), 'SCHEMA_RANGE spec.replicas: got 2147483648; a whole number of 32 bits'],
    ['of an unknown word', object('networking.k8s.io/v1', 'NetworkPolicy', 'n', { spec: { podSelector: {}, ingress: [{ ports: [{ protocol: 'tcp' }] }] } }),
      "SCHEMA_ENUM spec.ingress[0].ports[0].protocol: got 'tcp'; did you mean 'TCP'? one of SCTP, TCP, UDP"],
    ['that is no quantity', object('v1', 'PersistentVolumeClaim', 'p', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10 Gi' } } } }),
      "SCHEMA_PATTERN spec.resources.requests.storage: got '10 Gi'; a quantity such as 500m, 2Gi or 1"],
    ['that is a fraction where a CRD takes a number or text',
      object('serving.kserve.io/v1beta1', 'InferenceService', 'i', { spec: { predictor: { containers: [{ name: 'kserve-container', image: 'a:1', resources: { limits: { cpu: 0.5 } } }] } } }),
      'SCHEMA_TYPE spec.predictor.containers[0].resources.limits.cpu: got 0.5; a fraction goes in quotes'],
    ['that is a number below its minimum', route({ backendRefs: [{ name: 's', port: 0 }] }), 'SCHEMA_RANGE spec.rules[0].backendRefs[0].port: got 0; at least 1'],
    ['that is too long', object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'j', { spec: { runtimeRef: { name: '' } } }), "SCHEMA_LENGTH spec.runtimeRef.name: got ''; may not be empty"],
    ['that is no base64', object('v1', 'Secret', 's', { data: { a: 'no base64!' } }), 'SCHEMA_FORMAT data.a: base64 text: encode the value, or use stringData where the kind has it'],
  ])('%s is told', (_, manifest, line) => {
    expect(errors(manifest)).toContain(line);
  });

  test.each<[string, Manifest]>([
    ['null for what may be left out', deployment(spec => { spec.replicas = null; spec.template.spec.volumes = null; })],
    ['a whole number written as a fraction', deployment(spec => { spec.replicas = JSON.parse('1.0'); })],
    ['a number or text for a quantity', deployment(spec => { spec.template.spec.containers[0].resources = { limits: { cpu: 0.5, memory: '1Gi' } }; })],
    ['anything in a status', object('v1', 'Pod', 'p', { spec: { containers: [{ name: 'a', image: 'a:1' }] }, status: {} })],
    ['what a CRD fills in by itself', route({ matches: [{}], backendRefs: [{ name: 's', port: 80 }] })],
    ['anything where a CRD has no schema', object('kubeflow.org/v1beta1', 'Experiment', 't', { spec: { whatever: [1, { a: 'b' }] } })],
  ])('%s is fine', (_, manifest) => {
    expect(errors(manifest)).toEqual([]);
  });
});

describe('an object', () => {
  test.each<[string, unknown, string[]]>([
    ['without a kind', { apiVersion: 'v1', metadata: { name: 'a' } }, ['SCHEMA_REQUIRED kind: every object has an apiVersion and a kind']],
    ['whose kind is a number', { apiVersion: 'v1', kind: 3, metadata: { name: 'a' } }, ['SCHEMA_TYPE kind: got 3; every object has an apiVersion and a kind']],
    ['whose metadata is text', { apiVersion: 'v1', kind: 'ConfigMap', metadata: 'a' }, ["SCHEMA_TYPE metadata: got 'a'; expected a map, not text"]],
    ['nested deeper than anything', object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a', {
      spec: { group: 'g', scope: 'Namespaced', names: { kind: 'A', plural: 'as' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: nested(100_000) } }] },
    }), [expect.stringContaining('nested deeper than 500 levels')]],
  ])('%s is told', (_, manifest, lines) => {
    expect(errors(manifest)).toEqual(lines);
  });

  function nested(depth: number): object {
    let schema: object = {};
    for (let i = 0; i < depth; i++) schema = { not: schema };
    return schema;
  }
});

describe('an API version', () => {
  test.each([
    ['serving.kubeflow.org/v1beta1', 'InferenceService', 'no longer served; use serving.kserve.io: KFServing became KServe'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'no longer served; use autoscaling/v1 or autoscaling/v2'],
    ['kubeflow.org/v1alpha3', 'Experiment', 'no longer served; use kubeflow.org/v1beta1 or mlops.seldon.io/v1alpha1'],
    ['external-secrets.io/v1beta1', 'ExternalSecret', 'no longer served; use external-secrets.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 'no longer served; use policy/v1'],
    ['extensions/v1beta1', 'Ingress', 'no longer served; use networking.k8s.io/v1'],
    ['kubeflow.org/v2beta2', 'MPIJob', 'MPIJob is served as kubeflow.org/v1 and kubeflow.org/v2beta1'],
    ['kubeflow.org/v1', 'PytorchJob', "kubeflow.org/v1 has no kind of this name that is known here; did you mean 'PyTorchJob'?"],
    ['apps/v1', 'Deploymnt', "apps/v1 has no kind of this name that is known here; did you mean 'Deployment'?"],
    ['v1', 'Deployment', 'no kind of this name in v1; use apps/v1'],
  ])('%s %s that nothing serves is told, with what replaces it', (apiVersion, kind, fix) => {
    expect(errors(object(apiVersion, kind, 'a', { spec: {} }))).toContain(`API_VERSION_GONE apiVersion: got '${apiVersion} ${kind}'; ${fix}`);
  });

  test('of a kind that is not known is said once, as information', () => {
    const own = (name: string) => object('acme.example/v1', 'Widget', name, { spec: { anything: 1 } });
    expect(foundIn([own('a'), own('b')])).toEqual(["info KIND_UNKNOWN kind: got 'acme.example/v1 Widget'; not a kind known here: its schema and rules are not judged"]);
  });

  test('of a kind that a definition of the input alone makes known is told once, as its schema is not judged', () => {
    const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets.acme.example', {
      spec: { group: 'acme.example', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
    });
    delete (crd.metadata as any).namespace;
    expect(foundIn([crd, object('acme.example/v1', 'Widget', 'a'), object('acme.example/v1', 'Widget', 'b')]).filter(line => line.includes('KIND_UNKNOWN'))).toEqual([
      "info KIND_UNKNOWN kind: got 'acme.example/v1 Widget'; known by the CustomResourceDefinition of this input alone: its schema and rules are not judged",
    ]);
  });
});
