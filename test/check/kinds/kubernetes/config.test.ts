import { claim, clusterObject, object, persistentVolume, told } from './told';

test.each<[string, object, ...string[]]>([
  ['a key with a slash', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'a/b': 'c' } },
    "error NAME_INVALID data['a/b']: a key is at most 253 letters, digits, -, _ and ."],
  ['a key of two dots', { apiVersion: 'v1', kind: 'ConfigMap', data: { '..': 'c' } },
    "error NAME_INVALID data['..']: a key is at most 253 letters, digits, -, _ and ."],
  ['a key of bytes with a blank', { apiVersion: 'v1', kind: 'ConfigMap', binaryData: { 'a b': 'YQ==' } },
    "error NAME_INVALID binaryData['a b']: a key is at most 253 letters, digits, -, _ and ."],
  ['a key of text and bytes', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'a' }, binaryData: { a: 'YQ==' } },
    'error NAME_DUPLICATE data.a: binaryData has the key too'],
  ['a key of a Secret with a blank', { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { 'a b': 'YQ==' } },
    "error NAME_INVALID data['a b']: a key is at most 253 letters, digits, -, _ and ."],
  ['a key of text of a Secret with a blank', { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', stringData: { 'a b': 'x' } },
    "error NAME_INVALID stringData['a b']: a key is at most 253 letters, digits, -, _ and ."],
  ['TLS without a key', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' } },
    "error SECRET_TYPE_KEY data['tls.key']: a Secret of type kubernetes.io/tls has the key"],
  ['SSH without a key', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': '' } },
    'error SECRET_TYPE_KEY data.ssh-privatekey: a Secret of type kubernetes.io/ssh-auth has the key'],
  ['a user without a name', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/basic-auth', data: { user: 'YQ==' } },
    'error SECRET_TYPE_KEY data.username: a Secret of type kubernetes.io/basic-auth has username, password or both'],
  ['a token of nobody', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' },
    "error SECRET_TYPE_KEY metadata.annotations['kubernetes.io/service-account.name']: the ServiceAccount whose token it is"],
  ['a docker configuration that is not there', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson' },
    "error SECRET_TYPE_KEY data['.dockerconfigjson']: a Secret of type kubernetes.io/dockerconfigjson has the key"],
  ['a docker configuration that is no JSON', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'YXV0aHM6IHt9' } },
    "error SECRET_CONTENT data['.dockerconfigjson']: JSON of a docker configuration"],
  ['a docker configuration in text that is no JSON', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{' } },
    "error SECRET_CONTENT stringData['.dockerconfigjson']: JSON of a docker configuration"],
  ['an old docker configuration that is a list', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockercfg', data: { '.dockercfg': 'W10=' } },
    "error SECRET_CONTENT data['.dockercfg']: JSON of a docker configuration"],
])('%s', (_, given, ...lines) => {
  expect(told(object(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a ConfigMap', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { 'app.yaml': 'a: 1', 'UPPER_case': '', '.hidden': 'x' },
    binaryData: { icon: 'iVBORw0KGgo=' },
    immutable: true,
  }],
  ['an empty ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['a Secret', { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { a: 'YQ==' }, stringData: { a: 'b' } }],
  ['a Secret of a type of its own', { apiVersion: 'v1', kind: 'Secret', type: 'example.com/key', data: { a: 'YQ==' } }],
  ['TLS', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }],
  ['a docker configuration', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'eyJhdXRocyI6e319' } }],
  ['a docker configuration in text', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{"auths":{}}' } }],
  ['a user', { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/basic-auth', stringData: { username: 'a' } }],
])('%s is fine', (_, given) => {
  expect(told(object(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['no mode', { accessModes: [] },
    'error VALUE_MISSING spec.accessModes: one access mode at least, such as ReadWriteOnce'],
  ['a gap in its modes', { accessModes: [null] },
    'error VALUE_MISSING spec.accessModes[0]: an item without a value: fill it in, or take it out'],
  ['a mode that stands alone, and another', { accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] },
    'error FIELDS_CONFLICT spec.accessModes: got ["ReadWriteOncePod","ReadWriteMany"]; ReadWriteOncePod stands alone'],
  ['no size', { resources: {} },
    'error QUANTITY_INVALID spec.resources.requests.storage: a positive quantity such as 10Gi'],
  ['a negative size', { resources: { requests: { storage: '-1Gi' } } },
    "error QUANTITY_INVALID spec.resources.requests.storage: got '-1Gi'; more than zero"],
  ['a size of zero', { resources: { requests: { storage: 0 } } },
    'error QUANTITY_INVALID spec.resources.requests.storage: got 0; more than zero'],
  ['a selector that cannot be', { selector: { matchLabels: { a: 'b c' } } },
    "error LABEL_INVALID spec.selector.matchLabels.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a class in upper case', { storageClassName: 'Fast' },
    "error NAME_INVALID spec.storageClassName: got 'Fast'; use at most 253 lower-case letters, digits, - and ."],
  ['attributes in upper case', { volumeAttributesClassName: 'Fast' },
    "error NAME_INVALID spec.volumeAttributesClassName: got 'Fast'; use at most 253 lower-case letters, digits, - and ."],
  ['a source that is dropped', { dataSource: { apiGroup: 'example.com', kind: 'Bucket', name: 'a' } },
    'warning FIELD_NOT_ALLOWED spec.dataSource: neither a PersistentVolumeClaim nor a VolumeSnapshot of snapshot.storage.k8s.io: it is dropped, and the volume is empty; use dataSourceRef for others'],
  ['a source of another namespace', { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a', namespace: 'b' } },
    "warning FEATURE_OFF spec.dataSourceRef.namespace: got 'b'; sources of other namespaces are off by default: the whole dataSourceRef is dropped, and the volume is empty"],
  ['a source of no group', { dataSourceRef: { kind: 'VolumeSnapshot', name: 'a' } },
    'error VALUE_MISSING spec.dataSourceRef.apiGroup: the API group of VolumeSnapshot; only a PersistentVolumeClaim goes without'],
  ['a source of a group in upper case', { dataSourceRef: { apiGroup: 'A', kind: 'B', name: 'a' } },
    "error NAME_INVALID spec.dataSourceRef.apiGroup: got 'A'; an API group such as snapshot.storage.k8s.io"],
  ['two sources', { dataSource: { kind: 'PersistentVolumeClaim', name: 'a' }, dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' } },
    'error FIELDS_CONFLICT spec.dataSource: dataSourceRef says something else: leave dataSource out'],
])('a claim with %s', (_, given, ...lines) => {
  expect(told(claim(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['all its fields', {
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
    storageClassName: 'fast-ssd',
    volumeMode: 'Block',
    volumeName: 'pv-1',
    selector: { matchLabels: { a: 'b' } },
  }],
  ['no class', { storageClassName: '' }],
  ['a snapshot', { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' } }],
  ['a populator', { dataSourceRef: { apiGroup: 'example.com', kind: 'Bucket', name: 'a' } }],
  ['one source in both ways', { dataSource: { kind: 'PersistentVolumeClaim', name: 'a' }, dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a' } }],
])('a claim with %s is fine', (_, given) => {
  expect(told(claim(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['no source', {},
    'error NOT_EXACTLY_ONE spec: say where it is: csi, nfs, hostPath or another source'],
  ['two sources', { nfs: { server: 'a', path: '/a' }, hostPath: { path: '/a' } },
    'error NOT_EXACTLY_ONE spec.nfs: hostPath is given too: a volume has one source'],
  ['no size', { nfs: { server: 'a', path: '/a' }, capacity: {} },
    'error VALUE_MISSING spec.capacity.storage: how large it is, such as 10Gi'],
  ['more than a size', { nfs: { server: 'a', path: '/a' }, capacity: { storage: '1Gi', cpu: 1 } },
    'error RESOURCE_NAME_UNKNOWN spec.capacity.cpu: a volume has storage only'],
  ['no mode', { nfs: { server: 'a', path: '/a' }, accessModes: [] },
    'error VALUE_MISSING spec.accessModes: one access mode at least, such as ReadWriteOnce'],
  ['a local disk of no node', { local: { path: '/a' } },
    'error VALUE_MISSING spec.nodeAffinity: a local volume is on one node: say which'],
  ['a local disk with a way back', { local: { path: '/a/../b' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } },
    "error PATH_INVALID spec.local.path: got '/a/../b'; no '..' in it"],
  ['an affinity of nothing', { nfs: { server: 'a', path: '/a' }, nodeAffinity: {} },
    'error VALUE_MISSING spec.nodeAffinity.required: the nodes that reach it'],
  ['an affinity that cannot be', { nfs: { server: 'a', path: '/a' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } } },
    'error SELECTOR_INVALID spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values: In needs values'],
  ['a class in upper case', { nfs: { server: 'a', path: '/a' }, storageClassName: 'Fast' },
    "error NAME_INVALID spec.storageClassName: got 'Fast'; use at most 253 lower-case letters, digits, - and ."],
  ['attributes of no driver', { nfs: { server: 'a', path: '/a' }, volumeAttributesClassName: 'fast' },
    "error FIELD_NOT_ALLOWED spec.volumeAttributesClassName: got 'fast'; only with a csi source"],
  ['the root of the node, to be scrubbed', { hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' },
    "error FIELDS_CONFLICT spec.persistentVolumeReclaimPolicy: got 'Recycle'; it would delete every file of the node"],
  ['attributes in upper case', { csi: { driver: 'a.b', volumeHandle: 'a' }, volumeAttributesClassName: 'A' },
    "error NAME_INVALID spec.volumeAttributesClassName: got 'A'; use at most 253 lower-case letters, digits, - and ."],
  ['a CSI disk without a handle', { csi: { driver: 'a.b', volumeHandle: '' } },
    "error VALUE_MISSING spec.csi.volumeHandle: got ''; the API server wants it: fill it in"],
  ['a CSI Secret of no namespace', { csi: { driver: 'a.b', volumeHandle: 'a', nodePublishSecretRef: { name: 'a' } } },
    'error VALUE_MISSING spec.csi.nodePublishSecretRef.namespace: the API server wants it: fill it in'],
  ['a CSI Secret of a namespace in upper case', { csi: { driver: 'a.b', volumeHandle: 'a', nodePublishSecretRef: { name: 'a', namespace: 'A' } } },
    "error NAME_INVALID spec.csi.nodePublishSecretRef.namespace: got 'A'; a namespace: lower-case letters, digits and -"],
  ['a Secret of Cinder of no namespace', { cinder: { volumeID: 'a', secretRef: { name: 'a' } } },
    'error VALUE_MISSING spec.cinder.secretRef.namespace: the API server wants it: fill it in'],
  ['endpoints of a namespace in upper case', { glusterfs: { endpoints: 'a', path: 'b', endpointsNamespace: 'A' } },
    "error NAME_INVALID spec.glusterfs.endpointsNamespace: got 'A'; a namespace: lower-case letters, digits and -"],
  ['a flexVolume and a driver', { flexVolume: { driver: 'a/b' }, csi: { driver: 'a.b', volumeHandle: 'a' } },
    'error NOT_EXACTLY_ONE spec.csi: flexVolume is given too: a volume has one source'],
])('a PersistentVolume with %s', (_, given, ...lines) => {
  expect(told(persistentVolume(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a CSI disk', {
    csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', fsType: 'ext4' },
    storageClassName: 'fast',
    persistentVolumeReclaimPolicy: 'Retain',
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } },
  }],
  ['a local disk', { local: { path: '/mnt/a' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } }],
  ['NFS', { nfs: { server: 'a', path: '/a' }, mountOptions: ['nfsvers=4.1'] }],
  ['a flexVolume and NFS', { flexVolume: { driver: 'a/b' }, nfs: { server: 'a', path: '/a' } }],
])('a PersistentVolume with %s is fine', (_, given) => {
  expect(told(persistentVolume(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a class of a parameter without a name', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', parameters: { '': 'a' } },
    "error NAME_INVALID parameters['']: a parameter has a name"],
  ['a class of topologies without values', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: [] }] }],
  },
  'error VALUE_MISSING allowedTopologies[0].matchLabelExpressions[0].values: one value at least'],
  ['a class of an empty topology', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [] }] },
    'error VALUE_MISSING allowedTopologies[0].matchLabelExpressions: an empty term says nothing: leave it out'],
  ['a class of one key twice', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a'] }, { key: 'zone', values: ['b'] }] }],
  },
  "error NAME_DUPLICATE allowedTopologies[0].matchLabelExpressions[1].key: got 'zone'; the key is there already"],
  ['a class of one zone twice', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'a'] }] }],
  },
  "error NAME_DUPLICATE allowedTopologies[0].matchLabelExpressions[0].values[1]: got 'a'; the value is there already"],
  ['a class of one topology twice', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'b'] }] }, { matchLabelExpressions: [{ key: 'zone', values: ['b', 'a'] }] }],
  },
  'error NAME_DUPLICATE allowedTopologies[1].matchLabelExpressions: the term is there already'],
  ['a class without a provisioner', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: '' },
    "error VALUE_MISSING provisioner: got ''; the driver, such as ebs.csi.aws.com"],
  ['a class that scrubs its volumes', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Recycle' },
    "error VALUE_UNKNOWN reclaimPolicy: got 'Recycle'; Delete or Retain"],
  ['a class of 513 parameters', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    parameters: Object.fromEntries(Array.from({ length: 513 }, (_, i) => [`p${i}`, 'x'])),
  },
  'error DATA_TOO_LARGE parameters: got 513; at most 512 parameters of 262144 bytes together'],
  ['attributes without parameters', { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', driverName: 'ebs.csi.aws.com' },
    'error VALUE_MISSING parameters: one parameter at least'],
  ['a class of a provisioner that cannot be', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a b' },
    "error NAME_INVALID provisioner: got 'a b'; a driver such as ebs.csi.aws.com"],
])('%s', (_, given, ...lines) => {
  expect(told(clusterObject(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a StorageClass', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3' },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] }],
  }],
  ['a VolumeAttributesClass', { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', driverName: 'ebs.csi.aws.com', parameters: { iops: '4000' } }],
])('%s is fine', (_, given) => {
  expect(told(clusterObject(given))).toEqual([]);
});

const big = 'x'.repeat(1048577);

test.each([
  ['a ConfigMap', { kind: 'ConfigMap', data: { a: big } }, 'error DATA_TOO_LARGE data: got 1048577; at most 1048576 bytes in a ConfigMap: put files into a volume or an object store'],
  ['a ConfigMap beyond ASCII', { kind: 'ConfigMap', data: { a: 'ä'.repeat(524289) } }, 'error DATA_TOO_LARGE data: got 1048578; at most 1048576 bytes in a ConfigMap: put files into a volume or an object store'],
  ['a Secret', { kind: 'Secret', stringData: { a: big } }, 'error DATA_TOO_LARGE data: got 1048577; at most 1048576 bytes in a Secret'],
  ['a Secret of bytes', { kind: 'Secret', data: { a: Buffer.from(big).toString('base64') } }, 'error DATA_TOO_LARGE data: got 1048577; at most 1048576 bytes in a Secret'],
])('%s of more than a mebibyte', (_, given, line) => {
  expect(told(object({ apiVersion: 'v1', ...given }))).toEqual([line]);
});

test('what a Secret has twice counts once', () => {
  expect(told(object({ apiVersion: 'v1', kind: 'Secret', data: { a: Buffer.from(big).toString('base64') }, stringData: { a: 'x' } }))).toEqual([]);
});

test('the token of a ServiceAccount names it', () => {
  const annotations = { 'kubernetes.io/service-account.name': 'a' };
  expect(told(object({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata: { name: 'a', namespace: 'team', annotations } }))).toEqual([]);
});
