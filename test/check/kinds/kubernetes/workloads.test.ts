import { daemonSet, deployment, object, statefulSet, told } from './told';

test.each<[string, object, ...string[]]>([
  ['a negative number of replicas', { replicas: -1 },
    'error VALUE_OUT_OF_RANGE spec.replicas: got -1; at least 0'],
  ['an empty selector', { selector: {} },
    'error SELECTOR_EMPTY spec.selector: it selects nothing: name a label of the template under matchLabels'],
  ['a selector that misses its template', { selector: { matchLabels: { app: 'b' } } },
    'error SELECTOR_MISMATCH spec.template.metadata.labels: the selector asks for app=b: give the template the label'],
  ['a selector by expression that misses its template', { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] } },
    'error SELECTOR_MISMATCH spec.template.metadata.labels: the selector asks for app NotIn a: give the template the label'],
  ['an operator that is none', { selector: { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'app', operator: 'Is', values: ['a'] }] } },
    "error SELECTOR_INVALID spec.selector.matchExpressions[0].operator: got 'Is'; one of In, NotIn, Exists, DoesNotExist"],
  ['In without values', { selector: { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'b', operator: 'NotIn', values: [] }] } },
    'error SELECTOR_INVALID spec.selector.matchExpressions[0].values: NotIn needs values'],
  ['Exists with values', { selector: { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] } },
    'error SELECTOR_INVALID spec.selector.matchExpressions[0].values: Exists takes no values'],
  ['a label that cannot be', { template: { metadata: { labels: { 'app': 'a', 'b c': 'd' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } } },
    "error LABEL_INVALID spec.template.metadata.labels['b c']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a label value that cannot be', { template: { metadata: { labels: { app: 'a', b: 'c d' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } } },
    "error LABEL_INVALID spec.template.metadata.labels.b: got 'c d'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['pods that end', { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], restartPolicy: 'Never' } } },
    "error RESTART_POLICY spec.template.spec.restartPolicy: got 'Never'; a Deployment always starts its pods again: leave it out, or use a Job"],
  ['pods with a deadline', { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], activeDeadlineSeconds: 60 } } },
    'error FIELD_NOT_ALLOWED spec.template.spec.activeDeadlineSeconds: got 60; pods of a Deployment have no end: use a Job'],
  ['a template without a spec', { template: { metadata: { labels: { app: 'a' } } } },
    'error VALUE_MISSING spec.template.spec: the pod to make'],
  ['Recreate, and how to roll', { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    'error FIELD_NOT_ALLOWED spec.strategy.rollingUpdate: Recreate stops all pods first: leave it out'],
  ['a surge in words', { strategy: { rollingUpdate: { maxSurge: 'one' } } },
    "error VALUE_MALFORMED spec.strategy.rollingUpdate.maxSurge: got 'one'; a number such as 1, or a percentage such as 25%"],
  ['a surge in quotes', { strategy: { rollingUpdate: { maxSurge: '1' } } },
    "error VALUE_MALFORMED spec.strategy.rollingUpdate.maxSurge: got '1'; a number without quotes, or a percentage: 1%"],
  ['a negative surge', { strategy: { rollingUpdate: { maxSurge: -1 } } },
    'error VALUE_OUT_OF_RANGE spec.strategy.rollingUpdate.maxSurge: got -1; at least 0'],
  ['more than all unavailable', { strategy: { rollingUpdate: { maxUnavailable: '101%' } } },
    "error VALUE_OUT_OF_RANGE spec.strategy.rollingUpdate.maxUnavailable: got '101%'; at most 100%"],
  ['nothing to roll', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } },
    "error ROLLOUT_STUCK spec.strategy.rollingUpdate.maxUnavailable: got '0%'; maxSurge is 0 too, and no pod could ever be replaced: let one of the two be 1"],
  ['a deadline before anything is ready', { minReadySeconds: 60, progressDeadlineSeconds: 60 },
    'error DEADLINE_TOO_SOON spec.progressDeadlineSeconds: got 60; more than minReadySeconds (60)'],
  ['more time to get ready than the deadline that is filled in', { minReadySeconds: 600 },
    'error DEADLINE_TOO_SOON spec.progressDeadlineSeconds: more than minReadySeconds (600); left out it is 600'],
])('a Deployment with %s', (_, given, ...lines) => {
  expect(told(deployment(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a rolling update', {
    replicas: 3,
    revisionHistoryLimit: 0,
    minReadySeconds: 10,
    progressDeadlineSeconds: 11,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } },
  }],
  ['Recreate', { strategy: { type: 'Recreate' } }],
  ['a selector by expressions', { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }, { key: 'old', operator: 'DoesNotExist' }] } }],
  ['a policy that is the only one', { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], restartPolicy: 'Always' } } }],
])('a Deployment with %s is fine', (_, given) => {
  expect(told(deployment(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a first ordinal below zero', { ordinals: { start: -1 } },
    'error VALUE_OUT_OF_RANGE spec.ordinals.start: got -1; at least 0'],
  ['a Service in upper case', { serviceName: 'Main' },
    "error NAME_INVALID spec.serviceName: got 'Main'; use at most 63 lower-case letters, digits and -"],
  ['a partition below zero', { updateStrategy: { rollingUpdate: { partition: -1 } } },
    'error VALUE_OUT_OF_RANGE spec.updateStrategy.rollingUpdate.partition: got -1; at least 0'],
  ['OnDelete, and how to roll', { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } },
    'error FIELD_NOT_ALLOWED spec.updateStrategy.rollingUpdate: OnDelete waits for someone to delete pods: leave it out'],
  ['several pods rolled at once', { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } },
    'warning FEATURE_OFF spec.updateStrategy.rollingUpdate.maxUnavailable: got 2; its feature gate is off by default, and the field is dropped: pods are replaced one by one'],
  ['claims that are kept in an unknown way', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep' } },
    "error VALUE_UNKNOWN spec.persistentVolumeClaimRetentionPolicy.whenDeleted: got 'Keep'; one of Retain, Delete"],
  ['a claim without a name', { volumeClaimTemplates: [{ metadata: {}, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }] },
    'error VALUE_MISSING spec.volumeClaimTemplates[0].metadata.name: containers mount the volume by this name'],
  ['a claim with a dot', { volumeClaimTemplates: [{ metadata: { name: 'a.b' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }] },
    "error NAME_INVALID spec.volumeClaimTemplates[0].metadata.name: got 'a.b'; it is the name of a volume too: use at most 63 lower-case letters, digits and -"],
  ['a claim from two places', {
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
          dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
          dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'b' },
        },
      },
    ],
  },
  'error FIELDS_CONFLICT spec.volumeClaimTemplates[0].spec.dataSource: not with a namespace in dataSourceRef'],
  ['a claim from a namespace that cannot be', {
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
          dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'B' },
        },
      },
    ],
  },
  "error NAME_INVALID spec.volumeClaimTemplates[0].spec.dataSourceRef.namespace: got 'B'; a namespace: lower-case letters, digits and -"],
  ['a claim without a size', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: {} } }] },
    'error QUANTITY_INVALID spec.volumeClaimTemplates[0].spec.resources.requests.storage: a positive quantity such as 10Gi'],
  ['a claim that stands alone with others', {
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  },
  'error FIELDS_CONFLICT spec.volumeClaimTemplates[0].spec.accessModes: got ["ReadWriteOncePod","ReadWriteOnce"]; ReadWriteOncePod stands alone'],
  ['two claims of one name', {
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    ],
  },
  "warning NAME_DUPLICATE spec.volumeClaimTemplates[1].metadata.name: got 'data'; another template has the name, and only one of them is used"],
  ['a volume that its claims replace', {
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], volumes: [{ name: 'data', emptyDir: {} }] } },
  },
  "warning VOLUME_REPLACED spec.template.spec.volumes[0].name: got 'data'; volumeClaimTemplates has the name too, and its claim takes the place of this volume; rename one of the two"],
  ['pods that end', { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], restartPolicy: 'OnFailure' } } },
    "error RESTART_POLICY spec.template.spec.restartPolicy: got 'OnFailure'; a StatefulSet always starts its pods again: leave it out, or use a Job"],
])('a StatefulSet with %s', (_, given, ...lines) => {
  expect(told(statefulSet(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['claims that its containers mount', {
    serviceName: 'main',
    ordinals: { start: 1 },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data', labels: { a: 'b' } },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: '' },
      },
    ],
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'main', image: 'main:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }], hostname: 'Ignored' },
    },
  }],
  ['a partition', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } }],
])('a StatefulSet with %s is fine', (_, given) => {
  expect(told(statefulSet(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a history below zero', { revisionHistoryLimit: -1 },
    'error VALUE_OUT_OF_RANGE spec.revisionHistoryLimit: got -1; at least 0'],
  ['nothing to roll', { updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } },
    'error ROLLOUT_STUCK spec.updateStrategy.rollingUpdate.maxUnavailable: got 0; maxSurge is 0 too, and no pod could ever be replaced: let one of the two be 1'],
  ['both ways to roll', { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } },
    'error FIELDS_CONFLICT spec.updateStrategy.rollingUpdate.maxSurge: got 1; a node has the new pod first, or the old one gone first: set maxUnavailable to 0'],
  ['a surge of more than all', { updateStrategy: { rollingUpdate: { maxSurge: '101%', maxUnavailable: 0 } } },
    "error VALUE_OUT_OF_RANGE spec.updateStrategy.rollingUpdate.maxSurge: got '101%'; at most 100%"],
  ['a part that is none', { updateStrategy: { rollingUpdate: { maxUnavailable: 'all' } } },
    "error VALUE_MALFORMED spec.updateStrategy.rollingUpdate.maxUnavailable: got 'all'; a number such as 1, or a percentage such as 25%"],
  ['pods with a deadline', { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], activeDeadlineSeconds: 60 } } },
    'error FIELD_NOT_ALLOWED spec.template.spec.activeDeadlineSeconds: got 60; pods of a DaemonSet have no end: use a Job'],
])('a DaemonSet with %s', (_, given, ...lines) => {
  expect(told(daemonSet(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a surge', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } }],
  ['OnDelete', { updateStrategy: { type: 'OnDelete', rollingUpdate: { maxUnavailable: 0 } } }],
])('a DaemonSet with %s is fine', (_, given) => {
  expect(told(daemonSet(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a ReplicaSet with a negative number of replicas', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } },
      replicas: -1,
    },
  },
  'error VALUE_OUT_OF_RANGE spec.replicas: got -1; at least 0'],
  ['a ReplicaSet of pods that end', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], restartPolicy: 'Never' } },
    },
  },
  "error RESTART_POLICY spec.template.spec.restartPolicy: got 'Never'; a ReplicaSet always starts its pods again: leave it out, or use a Job"],
  ['a ReplicationController of another label', {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    spec: { selector: { app: 'b' }, template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } } },
  },
  'error SELECTOR_MISMATCH spec.template.metadata.labels: the selector asks for app=b: give the template the label'],
  ['a ReplicationController of no label', {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'main', image: 'main:1' }] } } },
  },
  'error SELECTOR_EMPTY spec.selector: it selects nothing: give the template a label and select by it'],
  ['a ReplicationController of pods that end', {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    spec: { template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }], restartPolicy: 'OnFailure' } } },
  },
  "error RESTART_POLICY spec.template.spec.restartPolicy: got 'OnFailure'; a ReplicationController always starts its pods again: leave it out, or use a Job"],
  ['a ReplicationController without a template', { apiVersion: 'v1', kind: 'ReplicationController', spec: { selector: { app: 'a' } } },
    'error VALUE_MISSING spec.template: the pod to make'],
  ['a PodTemplate of a container without an image', { apiVersion: 'v1', kind: 'PodTemplate', template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: '' }] } } },
    "error VALUE_MISSING template.spec.containers[0].image: got ''; a container has an image"],
])('%s', (_, given, ...lines) => {
  expect(told(object(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a ReplicationController that selects by its template', {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    spec: { replicas: 2, template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } } },
  }],
  ['a PodTemplate', {
    apiVersion: 'v1',
    kind: 'PodTemplate',
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } },
  }],
  ['a ReplicaSet', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } },
      replicas: 2,
    },
  }],
])('%s is fine', (_, given) => {
  expect(told(object(given))).toEqual([]);
});
