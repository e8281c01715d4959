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
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'app.yaml': 'a: 1', 'UPPER_case': '', '.hidden': 'x' }, binaryData: { icon: 'iVBORw0KGgo=' }, immutable: true }],
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
  ['all its fields', { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'], storageClassName: 'fast-ssd', volumeMode: 'Block', volumeName: 'pv-1', selector: { matchLabels: { a: 'b' } } }],
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
  ['a CSI disk', { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1', fsType: 'ext4' }, storageClassName: 'fast', persistentVolumeReclaimPolicy: 'Retain', nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } }],
  ['a local disk', { local: { path: '/mnt/a' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } }],
  ['NFS', { nfs: { server: 'a', path: '/a' }, mountOptions: ['nfsvers=4.1'] }],
  ['a flexVolume and NFS', { flexVolume: { driver: 'a/b' }, nfs: { server: 'a', path: '/a' } }],
])('a PersistentVolume with %s is fine', (_, given) => {
  expect(told(persistentVolume(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a class of a parameter without a name', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', parameters: { '': 'a' } },
    "error NAME_INVALID parameters['']: a parameter has a name"],
  ['a class of topologies without values', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: [] }] }] },
    'error VALUE_MISSING allowedTopologies[0].matchLabelExpressions[0].values: one value at least'],
  ['a class of an empty topology', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [] }] },
    'error VALUE_MISSING allowedTopologies[0].matchLabelExpressions: an empty term says nothing: leave it out'],
  ['a class of one key twice', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a'] }, { key: 'zone', values: ['b'] }] }] },
    "error NAME_DUPLICATE allowedTopologies[0].matchLabelExpressions[1].key: got 'zone'; the key is there already"],
  ['a class of one zone twice', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'a'] }] }] },
    "error NAME_DUPLICATE allowedTopologies[0].matchLabelExpressions[0].values[1]: got 'a'; the value is there already"],
  ['a class of one topology twice', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'b'] }] }, { matchLabelExpressions: [{ key: 'zone', values: ['b', 'a'] }] }] },
    'error NAME_DUPLICATE allowedTopologies[1].matchLabelExpressions: the term is there already'],
  ['a class without a provisioner', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: '' },
    "error VALUE_MISSING provisioner: got ''; the driver, such as ebs.csi.aws.com"],
  ['a class that scrubs its volumes', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Recycle' },
    "error VALUE_UNKNOWN reclaimPolicy: got 'Recycle'; Delete or Retain"],
  ['a class of 513 parameters', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', parameters: { p0: 'x', p1: 'x', p2: 'x', p3: 'x', p4: 'x', p5: 'x', p6: 'x', p7: 'x', p8: 'x', p9: 'x', p10: 'x', p11: 'x', p12: 'x', p13: 'x', p14: 'x', p15: 'x', p16: 'x', p17: 'x', p18: 'x', p19: 'x', p20: 'x', p21: 'x', p22: 'x', p23: 'x', p24: 'x', p25: 'x', p26: 'x', p27: 'x', p28: 'x', p29: 'x', p30: 'x', p31: 'x', p32: 'x', p33: 'x', p34: 'x', p35: 'x', p36: 'x', p37: 'x', p38: 'x', p39: 'x', p40: 'x', p41: 'x', p42: 'x', p43: 'x', p44: 'x', p45: 'x', p46: 'x', p47: 'x', p48: 'x', p49: 'x', p50: 'x', p51: 'x', p52: 'x', p53: 'x', p54: 'x', p55: 'x', p56: 'x', p57: 'x', p58: 'x', p59: 'x', p60: 'x', p61: 'x', p62: 'x', p63: 'x', p64: 'x', p65: 'x', p66: 'x', p67: 'x', p68: 'x', p69: 'x', p70: 'x', p71: 'x', p72: 'x', p73: 'x', p74: 'x', p75: 'x', p76: 'x', p77: 'x', p78: 'x', p79: 'x', p80: 'x', p81: 'x', p82: 'x', p83: 'x', p84: 'x', p85: 'x', p86: 'x', p87: 'x', p88: 'x', p89: 'x', p90: 'x', p91: 'x', p92: 'x', p93: 'x', p94: 'x', p95: 'x', p96: 'x', p97: 'x', p98: 'x', p99: 'x', p100: 'x', p101: 'x', p102: 'x', p103: 'x', p104: 'x', p105: 'x', p106: 'x', p107: 'x', p108: 'x', p109: 'x', p110: 'x', p111: 'x', p112: 'x', p113: 'x', p114: 'x', p115: 'x', p116: 'x', p117: 'x', p118: 'x', p119: 'x', p120: 'x', p121: 'x', p122: 'x', p123: 'x', p124: 'x', p125: 'x', p126: 'x', p127: 'x', p128: 'x', p129: 'x', p130: 'x', p131: 'x', p132: 'x', p133: 'x', p134: 'x', p135: 'x', p136: 'x', p137: 'x', p138: 'x', p139: 'x', p140: 'x', p141: 'x', p142: 'x', p143: 'x', p144: 'x', p145: 'x', p146: 'x', p147: 'x', p148: 'x', p149: 'x', p150: 'x', p151: 'x', p152: 'x', p153: 'x', p154: 'x', p155: 'x', p156: 'x', p157: 'x', p158: 'x', p159: 'x', p160: 'x', p161: 'x', p162: 'x', p163: 'x', p164: 'x', p165: 'x', p166: 'x', p167: 'x', p168: 'x', p169: 'x', p170: 'x', p171: 'x', p172: 'x', p173: 'x', p174: 'x', p175: 'x', p176: 'x', p177: 'x', p178: 'x', p179: 'x', p180: 'x', p181: 'x', p182: 'x', p183: 'x', p184: 'x', p185: 'x', p186: 'x', p187: 'x', p188: 'x', p189: 'x', p190: 'x', p191: 'x', p192: 'x', p193: 'x', p194: 'x', p195: 'x', p196: 'x', p197: 'x', p198: 'x', p199: 'x', p200: 'x', p201: 'x', p202: 'x', p203: 'x', p204: 'x', p205: 'x', p206: 'x', p207: 'x', p208: 'x', p209: 'x', p210: 'x', p211: 'x', p212: 'x', p213: 'x', p214: 'x', p215: 'x', p216: 'x', p217: 'x', p218: 'x', p219: 'x', p220: 'x', p221: 'x', p222: 'x', p223: 'x', p224: 'x', p225: 'x', p226: 'x', p227: 'x', p228: 'x', p229: 'x', p230: 'x', p231: 'x', p232: 'x', p233: 'x', p234: 'x', p235: 'x', p236: 'x', p237: 'x', p238: 'x', p239: 'x', p240: 'x', p241: 'x', p242: 'x', p243: 'x', p244: 'x', p245: 'x', p246: 'x', p247: 'x', p248: 'x', p249: 'x', p250: 'x', p251: 'x', p252: 'x', p253: 'x', p254: 'x', p255: 'x', p256: 'x', p257: 'x', p258: 'x', p259: 'x', p260: 'x', p261: 'x', p262: 'x', p263: 'x', p264: 'x', p265: 'x', p266: 'x', p267: 'x', p268: 'x', p269: 'x', p270: 'x', p271: 'x', p272: 'x', p273: 'x', p274: 'x', p275: 'x', p276: 'x', p277: 'x', p278: 'x', p279: 'x', p280: 'x', p281: 'x', p282: 'x', p283: 'x', p284: 'x', p285: 'x', p286: 'x', p287: 'x', p288: 'x', p289: 'x', p290: 'x', p291: 'x', p292: 'x', p293: 'x', p294: 'x', p295: 'x', p296: 'x', p297: 'x', p298: 'x', p299: 'x', p300: 'x', p301: 'x', p302: 'x', p303: 'x', p304: 'x', p305: 'x', p306: 'x', p307: 'x', p308: 'x', p309: 'x', p310: 'x', p311: 'x', p312: 'x', p313: 'x', p314: 'x', p315: 'x', p316: 'x', p317: 'x', p318: 'x', p319: 'x', p320: 'x', p321: 'x', p322: 'x', p323: 'x', p324: 'x', p325: 'x', p326: 'x', p327: 'x', p328: 'x', p329: 'x', p330: 'x', p331: 'x', p332: 'x', p333: 'x', p334: 'x', p335: 'x', p336: 'x', p337: 'x', p338: 'x', p339: 'x', p340: 'x', p341: 'x', p342: 'x', p343: 'x', p344: 'x', p345: 'x', p346: 'x', p347: 'x', p348: 'x', p349: 'x', p350: 'x', p351: 'x', p352: 'x', p353: 'x', p354: 'x', p355: 'x', p356: 'x', p357: 'x', p358: 'x', p359: 'x', p360: 'x', p361: 'x', p362: 'x', p363: 'x', p364: 'x', p365: 'x', p366: 'x', p367: 'x', p368: 'x', p369: 'x', p370: 'x', p371: 'x', p372: 'x', p373: 'x', p374: 'x', p375: 'x', p376: 'x', p377: 'x', p378: 'x', p379: 'x', p380: 'x', p381: 'x', p382: 'x', p383: 'x', p384: 'x', p385: 'x', p386: 'x', p387: 'x', p388: 'x', p389: 'x', p390: 'x', p391: 'x', p392: 'x', p393: 'x', p394: 'x', p395: 'x', p396: 'x', p397: 'x', p398: 'x', p399: 'x', p400: 'x', p401: 'x', p402: 'x', p403: 'x', p404: 'x', p405: 'x', p406: 'x', p407: 'x', p408: 'x', p409: 'x', p410: 'x', p411: 'x', p412: 'x', p413: 'x', p414: 'x', p415: 'x', p416: 'x', p417: 'x', p418: 'x', p419: 'x', p420: 'x', p421: 'x', p422: 'x', p423: 'x', p424: 'x', p425: 'x', p426: 'x', p427: 'x', p428: 'x', p429: 'x', p430: 'x', p431: 'x', p432: 'x', p433: 'x', p434: 'x', p435: 'x', p436: 'x', p437: 'x', p438: 'x', p439: 'x', p440: 'x', p441: 'x', p442: 'x', p443: 'x', p444: 'x', p445: 'x', p446: 'x', p447: 'x', p448: 'x', p449: 'x', p450: 'x', p451: 'x', p452: 'x', p453: 'x', p454: 'x', p455: 'x', p456: 'x', p457: 'x', p458: 'x', p459: 'x', p460: 'x', p461: 'x', p462: 'x', p463: 'x', p464: 'x', p465: 'x', p466: 'x', p467: 'x', p468: 'x', p469: 'x', p470: 'x', p471: 'x', p472: 'x', p473: 'x', p474: 'x', p475: 'x', p476: 'x', p477: 'x', p478: 'x', p479: 'x', p480: 'x', p481: 'x', p482: 'x', p483: 'x', p484: 'x', p485: 'x', p486: 'x', p487: 'x', p488: 'x', p489: 'x', p490: 'x', p491: 'x', p492: 'x', p493: 'x', p494: 'x', p495: 'x', p496: 'x', p497: 'x', p498: 'x', p499: 'x', p500: 'x', p501: 'x', p502: 'x', p503: 'x', p504: 'x', p505: 'x', p506: 'x', p507: 'x', p508: 'x', p509: 'x', p510: 'x', p511: 'x', p512: 'x' } },
    'error DATA_TOO_LARGE parameters: got 513; at most 512 parameters of 262144 bytes together'],
  ['attributes without parameters', { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', driverName: 'ebs.csi.aws.com' },
    'error VALUE_MISSING parameters: one parameter at least'],
  ['a class of a provisioner that cannot be', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a b' },
    "error NAME_INVALID provisioner: got 'a b'; a driver such as ebs.csi.aws.com"],
])('%s', (_, given, ...lines) => {
  expect(told(clusterObject(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a StorageClass', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3' }, reclaimPolicy: 'Delete', volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true, allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] }] }],
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
