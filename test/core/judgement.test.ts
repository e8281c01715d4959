import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { KServeMode, ModelApi, Platform, ProblemLevel, Stack } from '../../lib';
import { problems, testApp, testStack } from '../support/synth';

const SLIP = "SCHEMA_UNKNOWN_FIELD spec.replica: unknown field; did you mean 'replicas'?";
const deployment = (extra: object) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'mlops' },
  spec: { selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec: safe({ name: 'a', image: 'a:1' }) }, ...extra },
});
const safe = (container: object) => ({
  securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ ...container, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
});

describe('every object of an app is judged', () => {
  test('plain ones', () => {
    const stack = testStack();
    new ApiObject(stack, 'raw', deployment({ replica: 2 }));
    expect(problems(stack)).toEqual([`[mlops/raw] ${SLIP}`]);
  });

  test('those of a YAML file that is included', () => {
    const stack = testStack();
    const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-mlops-')), 'a.json');
    writeFileSync(file, JSON.stringify(deployment({ replica: 2 })));
    new Include(stack, 'chart', { url: file });
    expect(problems(stack)).toEqual([`[mlops/chart/a-deployment-mlops] ${SLIP}`]);
  });

  test('those of cdk8s-plus', () => {
    const stack = testStack({ failAt: ProblemLevel.ERROR });
    const api = new kplus.Deployment(stack, 'plus', { containers: [{ image: 'a:1' }] });
    ApiObject.of(api).addJsonPatch(JsonPatch.add('/spec/replicas', 'two'));
    expect(problems(stack)).toEqual(["[mlops/plus/Resource] SCHEMA_TYPE spec.replicas: got 'two'; expected a whole number, not text"]);
  });

  test('in an app that only declares its platform, too', () => {
    const app = testApp();
    Platform.declare(app, {});
    const chart = new Chart(app, 'chart');
    new ApiObject(chart, 'raw', deployment({ replica: 2 }));
    expect(() => Testing.synth(chart)).toThrow(/SCHEMA_UNKNOWN_FIELD/);
  });
});

describe('a patch', () => {
  const patched = (field: string) => {
    const stack = testStack();
    new ModelApi(stack, 'api', { image: 'a:1' }).apiObject.addJsonPatch(JsonPatch.add(`/spec/${field}`, 1));
    return problems(stack);
  };

  test('of a field that no schema knows is kept: it may be one of tomorrow', () => {
    expect(patched('fieldOfTomorrow')).toEqual([]);
  });

  test('of a misspelt field is told', () => {
    expect(patched('revisionHistoryLimt')).toEqual(["[mlops/api] SCHEMA_UNKNOWN_FIELD spec.revisionHistoryLimt: unknown field; did you mean 'revisionHistoryLimit'?"]);
  });
});

describe('the level at which nothing is written', () => {
  const password = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { PASSWORD: 'correct horse' } };

  test.each([[undefined, 1], [ProblemLevel.WARNING, 1], [ProblemLevel.ERROR, 0]])('%s', (failAt, count) => {
    const stack = testStack({ failAt });
    new ApiObject(stack, 'c', password);
    expect(problems(stack)).toHaveLength(count);
  });

  test('is that of the nearest platform', () => {
    const app = testApp();
    const [strict, lax] = ['strict', 'lax'].map(id => new Stack(app, id));
    Platform.declare(lax, { failAt: ProblemLevel.ERROR });
    for (const stack of [strict, lax]) new ApiObject(stack, 'c', password);
    expect(problems(strict)).toEqual([expect.stringContaining('[strict/c] PLAIN_SECRET')]);
  });
});

describe('a problem that is meant', () => {
  const withSecret = (acknowledge: (stack: Stack, object: ApiObject) => void, acknowledgements?: { [code: string]: string }) => {
    const stack = testStack({ acknowledgements });
    acknowledge(stack, new ApiObject(stack, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { PASSWORD: 'correct horse' } }));
    return problems(stack);
  };

  test('is acknowledged for an object, in the code', () => {
    expect(withSecret((_, object) => Platform.acknowledge(object, 'PLAIN_SECRET', 'a demo'))).toEqual([]);
  });

  test('is acknowledged for all below a scope', () => {
    expect(withSecret(stack => Platform.acknowledge(stack, 'PLAIN_SECRET', 'a demo'))).toEqual([]);
  });

  test('is acknowledged for a platform', () => {
    expect(withSecret(() => {}, { PLAIN_SECRET: 'a demo' })).toEqual([]);
  });

  test('is acknowledged by an annotation', () => {
    expect(withSecret((_, object) => object.metadata.addAnnotation('acknowledge.cdk8s-mlops.dev/PLAIN_SECRET', 'a demo'))).toEqual([]);
  });

  test('is told where no reason is given', () => {
    expect(withSecret((_, object) => Platform.acknowledge(object, 'PLAIN_SECRET', ''))).toEqual([
      expect.stringContaining('[mlops/c] ACKNOWLEDGEMENT_INVALID'), expect.stringContaining('[mlops/c] PLAIN_SECRET'),
    ]);
  });

  test('is acknowledged for a construct and its props', () => {
    const stack = testStack();
    const api = new ModelApi(stack, 'api', { image: 'a:1', replicas: 0 });
    expect(problems(stack)).toEqual([expect.stringContaining('REPLICAS_RANGE')]);
    Platform.acknowledge(api, 'REPLICAS_RANGE', 'it is switched off for now');
    expect(problems(stack).filter(line => line.includes('REPLICAS_RANGE'))).toEqual([]);
  });
});

describe('what the platform says', () => {
  test('exists already is not missed', () => {
    const reads = (external: string[]) => {
      const stack = testStack({ external });
      new ApiObject(stack, 'login', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'registry' } });
      new ApiObject(stack, 'p', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'mlops' }, spec: safe({ name: 'a', image: 'a:1', envFrom: [{ configMapRef: { name: 'registri' } }] }) });
      return problems(stack);
    };
    expect(reads([])).toEqual([expect.stringContaining("REFERENCE_MISSING spec.containers[0].envFrom[0].configMapRef.name: got 'registri'")]);
    expect(reads(['configmap/registri'])).toEqual([]);
  });

  test('of the modes of KServe is what its rules go by', () => {
    const served = (kserveMode?: KServeMode) => {
      const stack = testStack({ kserveMode });
      new ApiObject(stack, 'i', {
        apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name: 'i' },
        spec: { predictor: { deploymentStrategy: { type: 'Recreate' }, model: { modelFormat: { name: 'sklearn' }, storageUri: 'gs://models/iris' } } },
      });
      return problems(stack).filter(line => line.includes('deploymentStrategy'));
    };
    expect(served(KServeMode.KNATIVE)).toHaveLength(1);
    expect(served(KServeMode.STANDARD)).toEqual([]);
  });
});
