import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { SeldonContainer, SeldonDeploymentProps } from '../../../lib';
import {
  Defaults, PodSecurity, SeldonAutoscaling, SeldonDeployment, SeldonEndpointType, SeldonExplainerType, SeldonNode, SeldonParameter, SeldonPredictorExplainer,
  SeldonProtocol, SeldonTransport,
} from '../../../lib';
import { find, synth, testStack } from '../../support/synth';
import { canonical } from '../../training/parity/canonical';

/* What the samples of Seldon Core 1 show, said with typed props, in the API v1; labels of the object are left out, which are those of the pods here. */

const REST = { endpoint: { type: SeldonEndpointType.REST } };
const MOCK: SeldonContainer = {
  image: 'seldonio/mock_classifier:1.0', imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, resources: { memory: { request: Size.mebibytes(1) } },
};
const SMALL: SeldonContainer = { ...MOCK, resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(1) } } };
const sklearn = (name: string, uri: string, container?: object) => ({ name, implementation: 'SKLEARN_SERVER', modelUri: uri, ...container });
const pod = (name: string, image: string, more: object = {}, spec: object = {}) => ({ spec: { containers: [{ name, image, ...more }], ...spec } });
const small = (name: string, image = MOCK.image) => pod(name, image, { imagePullPolicy: 'IfNotPresent', resources: { requests: { cpu: '100m', memory: '1Mi' } } });
const mock = { imagePullPolicy: 'IfNotPresent', resources: { requests: { memory: '1Mi' } } };

test.each<[string, string, SeldonDeploymentProps, object]>([
  [
    'model.yaml', 'seldon-model',
    {
      deploymentName: 'test-deployment',
      predictors: [{ name: 'example', replicas: 1, graph: SeldonNode.model('classifier', { image: 'seldonio/mock_classifier_rest:1.3' }, REST) }],
    },
    {
      name: 'test-deployment',
      predictors: [{
        name: 'example', replicas: 1, componentSpecs: [pod('classifier', 'seldonio/mock_classifier_rest:1.3')], graph: { name: 'classifier', type: 'MODEL', endpoint: { type: 'REST' } },
      }],
    },
  ],
  [
    'model_scale.yaml', 'seldon-scale',
    { replicas: 1, predictors: [{ name: 'example', graph: SeldonNode.model('classifier', { image: 'seldonio/mock_classifier_rest:1.3' }, REST) }] },
    {
      replicas: 1,
      predictors: [{
        name: 'example', componentSpecs: [pod('classifier', 'seldonio/mock_classifier_rest:1.3')], graph: { name: 'classifier', type: 'MODEL', endpoint: { type: 'REST' } },
      }],
    },
  ],
  [
    'model_long_timeouts', 'seldon-model',
    {
      specAnnotations: { 'seldon.io/rest-timeout': '40000', 'seldon.io/grpc-timeout': '40000' },
      predictors: [{
        name: 'example', replicas: 1,
        graph: SeldonNode.model('classifier', { image: 'seldonio/mock_classifier:1.10.0-dev' }, { parameters: { delaySecs: SeldonParameter.int(30) } }),
      }],
    },
    {
      annotations: { 'seldon.io/rest-timeout': '40000', 'seldon.io/grpc-timeout': '40000' },
      predictors: [{
        name: 'example', replicas: 1, componentSpecs: [pod('classifier', 'seldonio/mock_classifier:1.10.0-dev')],
        graph: { name: 'classifier', type: 'MODEL', parameters: [{ name: 'delaySecs', type: 'INT', value: '30' }] },
      }],
    },
  ],
  [
    'istio_shadow.yaml', 'iris',
    {
      deploymentName: 'iris',
      predictors: [
        { name: 'default', replicas: 1, graph: SeldonNode.sklearn('iris-default', 'gs://seldon-models/v1.11.0-dev/sklearn/iris') },
        { name: 'shadow', replicas: 1, shadow: true, graph: SeldonNode.sklearn('iris-shadow', 'gs://seldon-models/v1.11.0-dev/sklearn/iris') },
      ],
    },
    {
      name: 'iris',
      predictors: [
        { name: 'default', replicas: 1, graph: sklearn('iris-default', 'gs://seldon-models/v1.11.0-dev/sklearn/iris') },
        { name: 'shadow', replicas: 1, shadow: true, graph: sklearn('iris-shadow', 'gs://seldon-models/v1.11.0-dev/sklearn/iris') },
      ],
    },
  ],
  [
    'income_explainer.yaml', 'income',
    {
      deploymentName: 'income',
      predictors: [{
        name: 'default', replicas: 1, graph: SeldonNode.sklearn('classifier', 'gs://seldon-models/sklearn/income/model'),
        explainer: SeldonPredictorExplainer.mlserver(SeldonExplainerType.ANCHOR_TABULAR, { modelUri: 'gs://seldon-models/sklearn/income/explainer' }),
      }],
    },
    {
      name: 'income',
      predictors: [{
        name: 'default', replicas: 1, graph: sklearn('classifier', 'gs://seldon-models/sklearn/income/model'),
        explainer: { type: 'anchor_tabular', modelUri: 'gs://seldon-models/sklearn/income/explainer' },
      }],
    },
  ],
  [
    'elasticnet_wine_v2.yaml', 'mlflow',
    {
      deploymentName: 'wines', protocol: SeldonProtocol.V2,
      predictors: [{ name: 'default', replicas: 1, graph: SeldonNode.mlflow('classifier', 'gs://seldon-models/v1.19.0/mlflow/elasticnet_wine') }],
    },
    {
      name: 'wines', protocol: 'v2',
      predictors: [{ name: 'default', replicas: 1, graph: { name: 'classifier', implementation: 'MLFLOW_SERVER', modelUri: 'gs://seldon-models/v1.19.0/mlflow/elasticnet_wine' } }],
    },
  ],
  [
    'model_tfserving_rest.yaml', 'rest-tfserving',
    {
      deploymentName: 'resttfserving', protocol: SeldonProtocol.TENSORFLOW, transport: SeldonTransport.REST,
      predictors: [{
        name: 'model', replicas: 1,
        graph: SeldonNode.model('halfplustwo', {
          image: 'tensorflow/serving', ports: { http: 8501 },
          args: ['--port=8500', '--rest_api_port=8501', '--model_name=halfplustwo', '--model_base_path=gs://seldon-models/tfserving/half_plus_two'],
        }, { endpoint: { servicePort: 8501 } }),
      }],
    },
    {
      name: 'resttfserving', protocol: 'tensorflow', transport: 'rest',
      predictors: [{
        name: 'model', replicas: 1, graph: { name: 'halfplustwo', type: 'MODEL', endpoint: { service_port: 8501 } },
        componentSpecs: [pod('halfplustwo', 'tensorflow/serving', {
          args: ['--port=8500', '--rest_api_port=8501', '--model_name=halfplustwo', '--model_base_path=gs://seldon-models/tfserving/half_plus_two'],
          ports: [{ name: 'http', containerPort: 8501 }],
        })],
      }],
    },
  ],
  [
    'fixed_v1_2podspecs.yaml', 'fixed',
    (() => {
      const second = SeldonNode.model('classifier2', { image: 'seldonio/fixed-model:0.1' });
      const first = SeldonNode.model('classifier1', { image: 'seldonio/fixed-model:0.1' }, { children: [second] });
      return {
        deploymentName: 'fixed', protocol: SeldonProtocol.SELDON, transport: SeldonTransport.REST,
        predictors: [{ name: 'default', replicas: 1, graph: first, components: [{ nodes: [first] }, { nodes: [second] }] }],
      };
    })(),
    {
      name: 'fixed', protocol: 'seldon', transport: 'rest',
      predictors: [{
        name: 'default', replicas: 1, componentSpecs: [pod('classifier1', 'seldonio/fixed-model:0.1'), pod('classifier2', 'seldonio/fixed-model:0.1')],
        graph: { name: 'classifier1', type: 'MODEL', children: [{ name: 'classifier2', type: 'MODEL' }] },
      }],
    },
  ],
  [
    'random_ab_test.json', 'seldon-deployment',
    (() => {
      const [first, second] = ['classifier-1', 'classifier-2'].map(name => SeldonNode.model(name, MOCK, REST));
      const gracePeriod = Duration.seconds(20);
      return {
        deploymentName: 'test-deployment-abtest',
        predictors: [{
          name: 'abtest', replicas: 1, annotations: { predictor_version: 'v1' }, graph: SeldonNode.abTest('random-ab-test', first, second),
          components: [{ nodes: [first], gracePeriod }, { nodes: [second], gracePeriod, podLabels: { version: 'v2' } }],
        }],
      };
    })(),
    {
      name: 'test-deployment-abtest',
      predictors: [{
        name: 'abtest', replicas: 1, annotations: { predictor_version: 'v1' },
        componentSpecs: [
          pod('classifier-1', MOCK.image, mock, { terminationGracePeriodSeconds: 20 }),
          { metadata: { labels: { version: 'v2' } }, ...pod('classifier-2', MOCK.image, mock, { terminationGracePeriodSeconds: 20 }) },
        ],
        graph: {
          name: 'random-ab-test', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratioA', value: '0.5', type: 'FLOAT' }],
          children: ['classifier-1', 'classifier-2'].map(name => ({ name, type: 'MODEL', endpoint: { type: 'REST' } })),
        },
      }],
    },
  ],
  [
    'complex_graph.json', 'seldon-deployment',
    (() => {
      const [first, second, third] = [1, 2, 3].map(n => SeldonNode.model(`classifier-${n}`, SMALL, REST));
      const transformer = SeldonNode.transformer('transformer', { ...SMALL, image: 'seldonio/mock_transformer:1.0' }, { ...REST, children: [first] });
      const choice = SeldonNode.abTest('random-abtest', transformer, SeldonNode.averageCombiner('ensemble', [second, third]));
      const outlier = SeldonNode.transformer('outlier-detector', { ...SMALL, image: 'seldonio/mock_outlier_detector:1.0' }, { ...REST, children: [choice] });
      return {
        deploymentName: 'test-deployment-complex',
        predictors: [{
          name: 'complex', replicas: 1, labels: { version: 'v1' }, graph: outlier,
          components: [...[first, second, third, outlier].map(node => ({ nodes: [node] })), { nodes: [transformer], gracePeriod: Duration.seconds(20) }],
        }],
      };
    })(),
    {
      name: 'test-deployment-complex',
      predictors: [{
        name: 'complex', replicas: 1, labels: { version: 'v1' },
        componentSpecs: [
          small('classifier-1'), small('classifier-2'), small('classifier-3'), small('outlier-detector', 'seldonio/mock_outlier_detector:1.0'),
          { spec: { ...small('transformer', 'seldonio/mock_transformer:1.0').spec, terminationGracePeriodSeconds: 20 } },
        ],
        graph: {
          name: 'outlier-detector', type: 'TRANSFORMER', endpoint: { type: 'REST' },
          children: [{
            name: 'random-abtest', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratioA', value: '0.5', type: 'FLOAT' }],
            children: [
              { name: 'transformer', type: 'TRANSFORMER', endpoint: { type: 'REST' }, children: [{ name: 'classifier-1', type: 'MODEL', endpoint: { type: 'REST' } }] },
              {
                name: 'ensemble', implementation: 'AVERAGE_COMBINER',
                children: ['classifier-2', 'classifier-3'].map(name => ({ name, type: 'MODEL', endpoint: { type: 'REST' } })),
              },
            ],
          }],
        },
      }],
    },
  ],
  [
    'a model that KEDA scales, of the documentation', 'seldon-model',
    {
      deploymentName: 'test-deployment',
      predictors: [{
        name: 'example', graph: SeldonNode.model('classifier', { image: 'seldonio/mock_classifier:1.5.0', resources: { cpu: { request: kplus.Cpu.millis(500) } } }),
        components: [{
          autoscaling: SeldonAutoscaling.keda({
            pollingInterval: Duration.seconds(15), minReplicas: 1, maxReplicas: 5,
            triggers: [{
              type: 'prometheus',
              metadata: {
                serverAddress: 'http://seldon-monitoring-prometheus.seldon-monitoring.svc.cluster.local:9090', metricName: 'access_frequency', threshold: '10',
                query: 'rate(seldon_api_executor_client_requests_seconds_count{model_name="classifier"}[1m])',
              },
            }],
          }),
        }],
      }],
    },
    {
      name: 'test-deployment',
      predictors: [{
        name: 'example', graph: { name: 'classifier', type: 'MODEL' },
        componentSpecs: [{
          ...pod('classifier', 'seldonio/mock_classifier:1.5.0', { resources: { requests: { cpu: '0.5' } } }),
          kedaSpec: {
            pollingInterval: 15, minReplicaCount: 1, maxReplicaCount: 5,
            triggers: [{
              type: 'prometheus',
              metadata: {
                serverAddress: 'http://seldon-monitoring-prometheus.seldon-monitoring.svc.cluster.local:9090', metricName: 'access_frequency', threshold: '10',
                query: 'rate(seldon_api_executor_client_requests_seconds_count{model_name="classifier"}[1m])',
              },
            }],
          },
        }],
      }],
    },
  ],
])('%s', (_, name, props, spec) => {
  const stack = testStack({}, { podSecurity: PodSecurity.PRIVILEGED });
  new SeldonDeployment(stack, name, { defaults: Defaults.UPSTREAM, ...props });
  const { labels: _labels, ...seen } = canonical(find(synth(stack), 'SeldonDeployment'));
  const { labels: _none, ...sample } = canonical({ apiVersion: 'machinelearning.seldon.io/v1', kind: 'SeldonDeployment', metadata: { name }, spec });
  expect(seen).toEqual(sample);
});
