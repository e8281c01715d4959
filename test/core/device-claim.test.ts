import { Accelerator, AllocationMode, Cloud, DeviceClaim, Platform } from '../../lib';
import { told as toldOf } from '../check/kinds/kubernetes/told';
import { expectSchemaValid } from '../support/schema';
import { testApp } from '../support/synth';
import { told } from '../support/told';

const H100 = { deviceClass: 'gpu.nvidia.com', count: 2, selectors: ["device.attributes['gpu.nvidia.com'].productName.matches('H100')"] };
const ANY = { deviceClass: 'gpu.nvidia.com' };

/** A pod and the template that it claims devices from, as a workload puts them together. */
function manifests(claim: DeviceClaim) {
  const { pod, container, template } = claim._of('train');
  const metadata = { namespace: 'team' };
  return [
    ...template ? [{ apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', metadata: { ...metadata, name: template.name }, ...template.body }] : [],
    { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'train' }, spec: { resourceClaims: pod, containers: [{ name: 'main', image: 'main:1', resources: { claims: container } }] } },
  ];
}

test('a template is made beside the workload, and pod and container name it', () => {
  expect(DeviceClaim.template(H100)._of('train')).toMatchInlineSnapshot(`
{
  "container": [
    {
      "name": "device",
    },
  ],
  "pod": [
    {
      "name": "device",
      "resourceClaimTemplateName": "train-devices",
    },
  ],
  "template": {
    "body": {
      "spec": {
        "spec": {
          "devices": {
            "requests": [
              {
                "exactly": {
                  "allocationMode": "ExactCount",
                  "count": 2,
                  "deviceClassName": "gpu.nvidia.com",
                  "selectors": [
                    {
                      "cel": {
                        "expression": "device.attributes['gpu.nvidia.com'].productName.matches('H100')",
                      },
                    },
                  ],
                },
                "name": "device",
              },
            ],
          },
        },
      },
    },
    "name": "train-devices",
  },
}
`);
});

test.each<[string, DeviceClaim, object[], object | undefined]>([
  ['devices as many as the class has on a node', DeviceClaim.template({ deviceClass: 'neuron.aws.com', allocationMode: AllocationMode.ALL }),
    [{ name: 'device', resourceClaimTemplateName: 'train-devices' }], { name: 'device', exactly: { deviceClassName: 'neuron.aws.com', allocationMode: 'All' } }],
  ['the first of several that can be met', DeviceClaim.firstAvailable([{ ...H100, selectors: undefined }, ANY]), [{ name: 'device', resourceClaimTemplateName: 'train-devices' }], {
    name: 'device',
    firstAvailable: [
      { name: 'choice-1', deviceClassName: 'gpu.nvidia.com', allocationMode: 'ExactCount', count: 2 },
      { name: 'choice-2', deviceClassName: 'gpu.nvidia.com', allocationMode: 'ExactCount', count: 1 },
    ],
  }],
  ['a claim that exists', DeviceClaim.existing('shared-gpu'), [{ name: 'device', resourceClaimName: 'shared-gpu' }], undefined],
  ['a template that exists', DeviceClaim.existingTemplate('one-gpu'), [{ name: 'device', resourceClaimTemplateName: 'one-gpu' }], undefined],
])('%s', (_, claim, pod, request) => {
  const claims = claim._of('train');
  expect([claims.pod, claims.container]).toEqual([pod, [{ name: 'device' }]]);
  expect((claims.template?.body.spec as any)?.spec.devices.requests).toEqual(request && [request]);
});

test('what is made is valid, and what it says of devices is judged', () => {
  for (const claim of [DeviceClaim.template(H100), DeviceClaim.firstAvailable([H100, ANY]), DeviceClaim.existing('a'), DeviceClaim.existingTemplate('a')]) {
    expectSchemaValid(manifests(claim));
    expect(toldOf(...manifests(claim))).toEqual([]);
  }
  expect(toldOf(...manifests(DeviceClaim.template({ ...ANY, selectors: ['device.driver =='] })))).toEqual([expect.stringContaining('CEL_INVALID')]);
});

describe('as an accelerator', () => {
  test.each<[string, Accelerator, number, number | undefined, string[]]>([
    ['two GPUs', Accelerator.claim(DeviceClaim.template(H100)), 2, 2, ['nvidia.com/gpu']],
    ['one slice', Accelerator.claim(DeviceClaim.template({ deviceClass: 'mig.nvidia.com' })), 1, 1, ['nvidia.com/gpu']],
    ['two or one', Accelerator.claim(DeviceClaim.firstAvailable([H100, ANY])), 1, undefined, ['nvidia.com/gpu']],
    ['devices of two vendors', Accelerator.claim(DeviceClaim.firstAvailable([ANY, { deviceClass: 'neuron.aws.com' }])), 1, 1, []],
    ['all of a node', Accelerator.claim(DeviceClaim.template({ ...ANY, allocationMode: AllocationMode.ALL })), 1, undefined, ['nvidia.com/gpu']],
    ['what exists', Accelerator.claim(DeviceClaim.existing('a')), 1, undefined, []],
    ['a class of its own', Accelerator.claim(DeviceClaim.template({ deviceClass: 'npu.example.com' }), { taint: 'npu' }), 1, 1, ['npu']],
  ])('%s: number, processes, taints', (_, accelerator, count, processes, taints) => {
    const tolerated = accelerator._scheduling(Cloud.OTHER).tolerations.map(({ key }) => key);
    expect([accelerator.count, accelerator._processes, tolerated]).toEqual([count, processes, taints]);
  });

  test('it names no resource, so Trainer counts none and GKE tolerates no taint by itself', () => {
    const accelerator = Accelerator.claim(DeviceClaim.template(H100), { nodeSelector: { pool: 'dra' } });
    expect([accelerator.resourceName(Cloud.GKE), accelerator._resources(Cloud.GKE), accelerator._counted(Cloud.GKE)]).toEqual(['', {}, false]);
    expect(accelerator._scheduling(Cloud.GKE)).toEqual({ nodeSelector: { pool: 'dra' }, affinity: [], tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] });
    expect(accelerator._claims('train')).toEqual(DeviceClaim.template(H100)._of('train'));
  });

  test('other accelerators claim nothing', () => {
    expect(Accelerator.nvidia()._claims('train')).toBeUndefined();
  });
});

describe('problems', () => {
  const check = (claim: DeviceClaim, kubernetes = '1.34') => {
    const platform = Platform.declare(testApp(), { kubernetes });
    return told(problems => Accelerator.claim(claim)._check(problems, platform.cloud, platform));
  };
  test.each<[string, DeviceClaim, string]>([
    ['no devices', DeviceClaim.template({ ...ANY, count: 0 }), 'COUNT_RANGE accelerator count: got 0; a pod takes a whole number of devices, at least 1'],
    ['a number of all', DeviceClaim.template({ ...ANY, count: 2, allocationMode: AllocationMode.ALL }), 'FIELD_IGNORED accelerator count: got 2; all devices are taken; leave out count or allocationMode'],
    ['a class that can have no such name', DeviceClaim.template({ deviceClass: 'nvidia.com/gpu' }), "NAME_INVALID accelerator deviceClass: got 'nvidia.com/gpu'; it names a DeviceClass, e.g. 'gpu.nvidia.com'"],
    ['a claim that can have no such name', DeviceClaim.existing('My Claim'), "NAME_INVALID accelerator claim: got 'My Claim'; it names an object: use lower-case letters, digits, - and ."],
    ['a template without a name', DeviceClaim.existingTemplate(''), "NAME_INVALID accelerator claim: got ''; it names an object: use lower-case letters, digits, - and ."],
    ['no choice', DeviceClaim.firstAvailable([]), 'COUNT_RANGE accelerator firstAvailable: got 0; from 1 to 8 requests, the preferred one first'],
    ['too many choices', DeviceClaim.firstAvailable(Array(9).fill(ANY)), 'COUNT_RANGE accelerator firstAvailable: got 9; from 1 to 8 requests, the preferred one first'],
    ['too many selectors', DeviceClaim.template({ ...ANY, selectors: Array(33).fill('true') }), 'COUNT_RANGE accelerator selectors: got 33; at most 32 expressions; join some with &&'],
  ])('%s', (_, claim, line) => {
    expect(check(claim)).toEqual([line]);
  });

  test('before Kubernetes 1.34 there are no claims', () => {
    expect(check(DeviceClaim.template(H100), '1.33')).toEqual([
      "PLATFORM_UNSUPPORTED accelerator: got 'DeviceClaim'; resource.k8s.io/v1 came with Kubernetes 1.34, the platform runs 1.33; ask for a resource, e.g. Accelerator.nvidia(), or declare Platform kubernetes",
    ]);
    expect(check(DeviceClaim.template(H100), '1.35')).toEqual([]);
  });
});
