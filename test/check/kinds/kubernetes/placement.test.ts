import { pod, told } from './told';

test.each<[string, object, ...string[]]>([
  ['a node label that cannot be', { nodeSelector: { 'a b': 'c' } },
    "error LABEL_INVALID spec.nodeSelector['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a node label value that cannot be', { nodeSelector: { a: 'b c' } },
    "error LABEL_INVALID spec.nodeSelector.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a toleration of a key that cannot be', { tolerations: [{ key: 'a b', operator: 'Exists' }] },
    "error LABEL_INVALID spec.tolerations[0].key: got 'a b'; a taint key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a toleration without a key', { tolerations: [{ operator: 'Equal', value: 'a' }] },
    "error TOLERATION_INVALID spec.tolerations[0].operator: got 'Equal'; without a key it has to be Exists, which tolerates every taint"],
  ['a toleration of any value that has one', { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
    "error TOLERATION_INVALID spec.tolerations[0].value: got 'b'; Exists takes no value"],
  ['a toleration of a value that cannot be', { tolerations: [{ key: 'a', value: 'b c' }] },
    "error LABEL_INVALID spec.tolerations[0].value: got 'b c'; a taint value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a toleration for a time of another effect', { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 10 }] },
    "error TOLERATION_INVALID spec.tolerations[0].effect: got 'NoSchedule'; tolerationSeconds wants effect NoExecute"],
  ['a skew of zero', { topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } } }] },
    'error VALUE_OUT_OF_RANGE spec.topologySpreadConstraints[0].maxSkew: got 0; at least 1'],
  ['one spread twice', {
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } } },
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } } },
    ],
  },
  "error NAME_DUPLICATE spec.topologySpreadConstraints[1].topologyKey: got 'zone'; another constraint has the key and whenUnsatisfiable"],
  ['minDomains of zero', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } }, minDomains: 0 }],
  },
  'error VALUE_OUT_OF_RANGE spec.topologySpreadConstraints[0].minDomains: got 0; at least 1'],
  ['minDomains that nobody waits for', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { a: 'b' } }, minDomains: 2 }],
  },
  'error FIELD_NOT_ALLOWED spec.topologySpreadConstraints[0].minDomains: got 2; only with whenUnsatisfiable DoNotSchedule'],
  ['a spread that counts nothing', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: undefined }] },
    'warning SELECTOR_EMPTY spec.topologySpreadConstraints[0].labelSelector: without a selector it counts no pods and spreads nothing'],
  ['a spread by a selector that cannot be', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b c' } } }],
  },
  "error LABEL_INVALID spec.topologySpreadConstraints[0].labelSelector.matchLabels.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a spread by keys without a selector', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: undefined, matchLabelKeys: ['a'] }],
  },
  'error FIELD_NOT_ALLOWED spec.topologySpreadConstraints[0].matchLabelKeys: only with a labelSelector',
  'warning SELECTOR_EMPTY spec.topologySpreadConstraints[0].labelSelector: without a selector it counts no pods and spreads nothing'],
  ['a spread by a key that cannot be', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['a b'] }],
  },
  "error LABEL_INVALID spec.topologySpreadConstraints[0].matchLabelKeys[0]: got 'a b'; a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a spread by a gap', {
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: [null] }],
  },
  'error VALUE_MISSING spec.topologySpreadConstraints[0].matchLabelKeys[0]: an item without a value: fill it in, or take it out'],
  ['a spread by a key that the selector asks for twice', {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'Exists' }] },
        matchLabelKeys: ['a'],
      },
    ],
  },
  "error FIELDS_CONFLICT spec.topologySpreadConstraints[0].matchLabelKeys[0]: got 'a'; the labelSelector asks for the key already"],
  ['In without values', {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } },
    },
  },
  'error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: In needs values'],
  ['Exists with values', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] }] },
      },
    },
  },
  'error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Exists takes no values'],
  ['Gt with two values', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1', '2'] }] }] },
      },
    },
  },
  'error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Gt takes one value'],
  ['an operator that is none', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Equals', values: ['1'] }] }] },
      },
    },
  },
  "error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: got 'Equals'; one of In, NotIn, Exists, DoesNotExist, Gt, Lt"],
  ['a node label of a key that cannot be', {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a b', operator: 'Exists' }] }] } },
    },
  },
  "error LABEL_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: got 'a b'; a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a node label of a value that cannot be', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] }] },
      },
    },
  },
  "error LABEL_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values[0]: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a field of nodes that is none', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] }] },
      },
    },
  },
  "error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: got 'metadata.uid'; the only field is metadata.name"],
  ['a field of nodes that exists', {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'Exists' }] }] } },
    },
  },
  "error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].operator: got 'Exists'; In or NotIn"],
  ['a field of nodes with two values', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a', 'b'] }] }] },
      },
    },
  },
  'error SELECTOR_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values: a field takes one value'],
  ['a node in upper case', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['A'] }] }] },
      },
    },
  },
  "error NAME_INVALID spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values[0]: got 'A'; the name of a node: lower-case letters, digits, - and ."],
  ['no terms', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } },
    'error VALUE_MISSING spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: one term at least'],
  ['a weight of 101', {
    affinity: {
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }] },
    },
  },
  'error VALUE_OUT_OF_RANGE spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: got 101; 1 to 100'],
  ['a weight of 0 for pods', {
    affinity: {
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: { topologyKey: 'zone', labelSelector: {} } }] },
    },
  },
  'error VALUE_OUT_OF_RANGE spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: got 0; 1 to 100'],
  ['a topology that cannot be', {
    affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a b', labelSelector: { matchLabels: { a: 'b' } } }] } },
  },
  "error LABEL_INVALID spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: got 'a b'; a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a namespace that cannot be', {
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } }, namespaces: ['A'] }] },
    },
  },
  "error NAME_INVALID spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]: got 'A'; a namespace: lower-case letters, digits and -"],
  ['a namespace that is not there', {
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } }, namespaces: [null] }] },
    },
  },
  'error VALUE_MISSING spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]: an item without a value: fill it in, or take it out'],
  ['a selector of namespaces that cannot be', {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } }, namespaceSelector: { matchLabels: { 'a b': 'c' } } }],
      },
    },
  },
  "error LABEL_INVALID spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector.matchLabels['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['pods that nothing selects', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: undefined }] } } },
    'warning SELECTOR_EMPTY spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: without a selector it fits no pod'],
  ['a key that is matched and mismatched', {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['x'], mismatchLabelKeys: ['x'] }],
      },
    },
  },
  "error FIELDS_CONFLICT spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]: got 'x'; mismatchLabelKeys has it too"],
  ['a gate twice', { schedulingGates: [{ name: 'a.b/c' }, { name: 'a.b/c' }] },
    "error NAME_DUPLICATE spec.schedulingGates[1].name: got 'a.b/c'; the gate is there already"],
  ['a gate that cannot be', { schedulingGates: [{ name: 'a b' }] },
    "error LABEL_INVALID spec.schedulingGates[0].name: got 'a b'; a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a gate of readiness that cannot be', { readinessGates: [{ conditionType: 'a b' }] },
    "error LABEL_INVALID spec.readinessGates[0].conditionType: got 'a b'; a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a gate, and a node that is chosen', { schedulingGates: [{ name: 'a.b/c' }], nodeName: 'node-1' },
    "error FIELDS_CONFLICT spec.nodeName: got 'node-1'; schedulingGates hold the pod back from any node: leave one of the two out"],
])('a pod with %s', (_, given, ...lines) => {
  expect(told(pod(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['all kinds of tolerations', {
    tolerations: [
      { operator: 'Exists' },
      { key: 'a.b/c', operator: 'Equal', value: 'd', effect: 'NoSchedule' },
      { key: 'e', effect: 'NoExecute', tolerationSeconds: 30 },
    ],
  }],
  ['all kinds of affinity', {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: 'gpu', operator: 'Gt', values: ['1'] }, { key: 'a', operator: 'DoesNotExist' }],
              matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }],
            },
          ],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] } }],
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 1,
            podAffinityTerm: {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] },
              namespaces: ['a'],
              matchLabelKeys: ['x'],
              mismatchLabelKeys: ['y'],
            },
          },
        ],
      },
    },
  }],
  ['a spread', {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { a: 'b' } },
        minDomains: 2,
        matchLabelKeys: ['pod-template-hash'],
        nodeAffinityPolicy: 'Honor',
      },
    ],
  }],
])('a pod with %s is fine', (_, given) => {
  expect(told(pod(given))).toEqual([]);
});
