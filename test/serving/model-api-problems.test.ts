import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { ModelApiProps } from '../../lib';
import { Accelerator, Autoscaler, CloudIdentity, ModelApi, Peer, Storage, Tracking } from '../../lib';
import { problems, testStack } from '../support/synth';

const told = (props: Partial<ModelApiProps>) => {
  const stack = testStack();
  new ModelApi(stack, 'churn', { image: 'acme/churn:2.1', ...props });
  return problems(stack);
};
const value = (text: string) => kplus.EnvValue.fromValue(text);

test.each<[string, Partial<ModelApiProps>, string]>([
  ['no replicas', { replicas: 0 }, 'REPLICAS_RANGE replicas: got 0; at least 1; to stop it, remove the construct or scale it by kubectl'],
  ['half a replica', { replicas: 1.5 }, 'REPLICAS_RANGE replicas: got 1.5; at least 1; to stop it, remove the construct or scale it by kubectl'],
  ['minimum above maximum', { minReplicas: 5, maxReplicas: 3 }, 'AUTOSCALING_RANGE maxReplicas: got 3; has to be above minReplicas (5) and at most 10000; for a fixed number of pods set `replicas`'],
  ['replicas and an autoscaler', { replicas: 2, minReplicas: 2 }, 'ALTERNATIVES_CONFLICT minReplicas: got 2; `replicas: 2` switches the autoscaler off; remove one of the two'],
  ['two autoscalers', { autoscaler: Autoscaler.EXTERNAL, maxReplicas: 4 }, 'ALTERNATIVES_CONFLICT maxReplicas: got 4; an external autoscaler has its own settings; remove it, or `autoscaler`'],
  ['an autoscaler that looks at nothing', { targetCpuPercent: 0, targetMemoryPercent: 0 }, 'AUTOSCALING_RANGE targetCpuPercent: got 0; the autoscaler has nothing to look at; give a percentage of CPU or memory, or `replicas`'],
  ['a port out of range', { port: 70000 }, 'PORT_RANGE port: got 70000; use a whole number from 1 to 65535'],
  ['a Service port out of range', { servicePort: 0 }, 'PORT_RANGE servicePort: got 0; use a whole number from 1 to 65535'],
  ['a node port out of range', { serviceType: kplus.ServiceType.NODE_PORT, nodePort: 8080 }, 'PORT_RANGE nodePort: got 8080; use a port from 30000 to 32767'],
  ['a node port of a ClusterIP', { nodePort: 30080 }, 'FIELD_IGNORED nodePort: got 30080; a ClusterIP Service has no node port; set serviceType: kplus.ServiceType.NODE_PORT'],
  ['a host with a scheme', { host: 'https://churn.example.com', tls: false }, "HOST_INVALID host: got 'https://churn.example.com'; a host has no scheme: use 'churn.example.com'"],
  ['a host with a port', { host: 'churn.example.com:8000', tls: false }, "HOST_INVALID host: got 'churn.example.com:8000'; a host has no port or path: use 'churn.example.com'"],
  ['TLS without a certificate', { host: 'churn.example.com' }, 'EXPOSURE_INCOMPLETE tls: no certificate for the host; set certificateIssuer (here or on the Platform), or tlsSecret, or tls: false for plain HTTP'],
  ['TLS without a host', { tlsSecret: 'cert' }, "EXPOSURE_INCOMPLETE tlsSecret: got 'cert'; it has no effect without a host; set `host`"],
  ['a certificate and no TLS', { host: 'a.example.com', tls: false, tlsSecret: 'cert' }, 'ALTERNATIVES_CONFLICT tls: got false; a certificate was given all the same; remove one of the two'],
  ['TLS on a Gateway', { host: 'a.example.com', gateway: { name: 'g' }, tlsSecret: 'cert' }, "FIELD_IGNORED tlsSecret: got 'cert'; the Gateway ends TLS and chooses the class; configure it there, or leave out `gateway`"],
  ['an image with a space', { image: 'acme churn' }, "IMAGE_INVALID image: got 'acme churn'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['a relative path', { healthPath: 'health' }, "PATH_INVALID healthPath: got 'health'; a path starts with '/': '/health'"],
  ['an environment variable of the settings', { config: { MODE: 'a' }, env: { MODE: value('b') } }, 'ENV_DUPLICATE env.MODE: `config` sets it too; remove one of the two'],
  ['an environment variable twice', { secretKeys: { API_KEY: 'any' }, env: { API_KEY: kplus.EnvValue.fromSecretValue({ secret: { name: 'x' } as kplus.ISecret, key: 'k' }) } }, "ENV_DUPLICATE env[2].name: got 'API_KEY'; the variable is set twice and the last one wins; remove one of the two"],
  ['a setting that is no variable', { config: { 'log-level': 'a' } }, "ENV_NAME_INVALID config['log-level']: settings become environment variables: letters, digits and _"],
  ['a credential among the settings', { config: { DB_PASSWORD: 'correct-horse' } }, 'PLAIN_SECRET config.DB_PASSWORD: a literal value (the name says it is a credential); move it to a Secret'],
  ['a credential in the environment', { env: { API_TOKEN: value('correct-horse') } }, 'PLAIN_SECRET env.API_TOKEN: a literal value (the name says it is a credential); take it from a secret: EnvValue.fromSecretValue(...)'],
  ['a credential as an argument', { args: ['--api-key', 'correct-horse'] }, 'PLAIN_SECRET args[1]: a literal value (the name says it is a credential); arguments are visible to everyone on the node: use an environment variable from a secret'],
  ['a request above its limit', { resources: { memory: { request: Size.gibibytes(2), limit: Size.gibibytes(1) } } }, "REQUEST_ABOVE_LIMIT resources.memory.request: got '2Gi'; above the limit of 1Gi; lower the request or raise the limit"],
  ['root', { user: 0 }, 'USER_ID_RANGE user: got 0; use a numeric id from 1: Pod Security refuses root'],
  ['an identity nobody reads', { identity: CloudIdentity.awsRole('mlflow') }, "URI_INVALID identity awsRole: got 'mlflow'; use a role's ARN: arn:aws:iam::<account>:role/<name>"],
  ['an unknown GPU', { accelerator: Accelerator.nvidia('H10O') }, "ACCELERATOR_UNKNOWN accelerator product: got 'H10O'; did you mean 'H100'?"],
  ['a tracker with a password in its URL', { tracking: Tracking.server('http://user:pw@mlflow:5000') }, "URI_INVALID tracking: got 'http://***@mlflow:5000'; use the server's URL without credentials in it, e.g. 'http://mlflow-server-service:5000'"],
  ['a range that is none', { egress: [{ to: Peer.cidr('10.0.0.0') }] }, "HOST_INVALID egress[0].to: got '10.0.0.0'; use a range such as '10.0.0.0/8'"],
  ['a claim of one node for many pods', { volumes: [Storage.claim(Size.gibibytes(1)).at('/data')] }, "VOLUME_NOT_SHARED replicas: got 10; PersistentVolumeClaim 'churn-data' is ReadWriteOnce: pods on different nodes cannot share it; use one replica, or access mode ReadWriteMany"],
  ['a drain of part of a second', { drain: Duration.millis(1500) }, "DURATION_RANGE drain: got '1.5s'; use whole seconds"],
  ['a label that the selector needs', { labels: { 'app.kubernetes.io/instance': 'mine' } }, "FIELD_IGNORED labels['app.kubernetes.io/instance']: got 'mine'; the selector of the workload needs this label; set `name` instead"],
  ['an hour to drain and more', { drain: Duration.hours(2) }, "DURATION_RANGE drain: got '7200s'; at most one hour: an ending pod is killed after its grace period"],
  ['a name too long for its Service', { name: 'c'.repeat(60) }, `NAME_TOO_LONG name: got '${'c'.repeat(60)}-service'; 68 characters, at most 63 (Service: a Service name is a DNS label); shorten the construct's id or set \`name\``],
])('%s is a problem', (_, props, line) => {
  expect(told(props)).toContain(`[mlops/churn] ${line}`);
});

test('all problems of an app come in one error', () => {
  const stack = testStack();
  new ModelApi(stack, 'a', { image: 'A', replicas: 0 });
  new ModelApi(stack, 'b', { image: 'b:1', port: 0 });
  expect(problems(stack).map(line => line.split(' ').slice(0, 3).join(' '))).toEqual([
    '[mlops/a] IMAGE_INVALID image:', '[mlops/a] REPLICAS_RANGE replicas:', '[mlops/b] PORT_RANGE port:',
  ]);
});

test('two constructs of one name are one problem', () => {
  const stack = testStack();
  new ModelApi(stack, 'a', { image: 'a:1', name: 'churn' });
  new ModelApi(stack, 'b', { image: 'a:1', name: 'churn' });
  expect(problems(stack)).toEqual([
    "[mlops/b] DUPLICATE_OBJECT name: got 'churn'; Deployment 'churn' in namespace 'mlops' (and 5 more of its objects) is also defined at [mlops/a]; give one of them another id or name",
  ]);
});

test('a key that the Secret of the app does not have is a problem with the nearest one', () => {
  const stack = testStack();
  const secret = new kplus.Secret(stack, 'creds', { metadata: { name: 'creds' }, stringData: { API_KEY: '' } });
  new ModelApi(stack, 'churn', { image: 'a:1', env: { KEY: kplus.EnvValue.fromSecretValue({ secret, key: 'API_KEI' }) } });
  expect(problems(stack)).toContain("[mlops/churn] SECRET_KEY_MISSING env.KEY: got 'API_KEI'; Secret 'creds' has 'API_KEY'; did you mean 'API_KEY'?");
});
