import { Duration, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Accelerator, Checkpoints, ClusterQueue, Framework, LocalQueue, ModelApi, Platform, Queue, Quota, ResourceFlavor, Runtime, Storage,
  TrainingJob, TrainingRuntime,
} from '../../../lib';
import { find, synth, testApp, testStack } from '../../support/synth';

type Loose = any;

/** The lines of the error that a call throws. */
function refused(call: (stack: Loose) => unknown): string[] {
  try {
    call(testStack({ kueue: true, kueueFrameworks: ['batch/job'] }));
  } catch (e) {
    expect((e as Error).name).toBe('SynthesisError');
    return (e as Error).message.split('\n').slice(1).map(line => line.trim().replace(/\s{2,}/g, ' '));
  }
  return [];
}
const job = (props: Loose) => (stack: Loose) => new TrainingJob(stack, 'resnet', { image: 'a:1', ...props });

describe('what is of another type than its declaration says is told where it is given', () => {
  test.each<[string, (stack: Loose) => unknown, string]>([
    ['a number in quotes', job({ workers: '2' }), "[mlops/resnet] TYPE_INVALID workers: got '2'; give a number"],
    ['null', job({ deadline: null }), '[mlops/resnet] TYPE_INVALID deadline: got null; leave it out for the default'],
    ['a quantity', job({ resources: { memory: { limit: '4Gi' } } }), "[mlops/resnet] TYPE_INVALID resources.memory.limit: got '4Gi'; give a Size, e.g. Size.gibibytes(4)"],
    ['a number of cores', job({ resources: { cpu: { limit: 4 } } }), '[mlops/resnet] TYPE_INVALID resources.cpu.limit: got 4; give a Cpu, e.g. kplus.Cpu.units(2)'],
    ['resources as Kubernetes writes them', job({ resources: { limits: { cpu: '4' } } }), '[mlops/resnet] TYPE_INVALID resources.limits: got {"cpu":"4"}; nothing reads it; ContainerResources has cpu, memory, ephemeralStorage'],
    ['a variable, of which the value may be a credential', job({ env: { TOKEN: 'hunter2' } }), "[mlops/resnet] TYPE_INVALID env.TOKEN: give an EnvValue, e.g. kplus.EnvValue.fromValue('x')"],
    ['a command in one string', job({ command: 'python train.py' }), "[mlops/resnet] TYPE_INVALID command: got 'python train.py'; give a list, each of it a string"],
    ['a hole in a list', job({ command: ['python', undefined] }), '[mlops/resnet] TYPE_INVALID command[1]: give a string'],
    ['a word for an enum', job({ restartPolicy: 'onfailure' }), "[mlops/resnet] TYPE_INVALID restartPolicy: got 'onfailure'; did you mean RestartPolicy.ON_FAILURE?"],
    ['a word that no enum has', job({ cleanPodPolicy: 'x' }), "[mlops/resnet] TYPE_INVALID cleanPodPolicy: got 'x'; one of CleanPodPolicy.NONE, CleanPodPolicy.RUNNING, CleanPodPolicy.ALL"],
    ['a factory that was not called', job({ framework: Framework.pytorch }), '[mlops/resnet] TYPE_INVALID framework: function pytorch: give a Framework, e.g. Framework.script(...)'],
    ['storage that is mounted nowhere', job({ data: [Storage.existingClaim('x')] }), "[mlops/resnet] TYPE_INVALID data[0]: it is a Storage; give a Mount, e.g. Storage.existingClaim('data').at('/data')"],
    ['a queue by its name', job({ queue: 'gpu' }), "[mlops/resnet] TYPE_INVALID queue: got 'gpu'; give an IQueue, e.g. new LocalQueue(...) or Queue.fromQueueName(...) or new VolcanoQueue(...)"],
    ['a misspelt prop', job({ worker: 2 }), "[mlops/resnet] TYPE_INVALID worker: got 2; nothing reads it; did you mean 'workers'?"],
    ['no props', stack => new (ClusterQueue as Loose)(stack, 'q'), '[mlops/q] TYPE_INVALID quotas: it is needed: give a list, each of it a Quota, e.g. Quota.of(...)'],
    ['a queue that leads nowhere', stack => new LocalQueue(stack, 'q', {} as Loose), '[mlops/q] TYPE_INVALID clusterQueue: it is needed: give an IClusterQueue, e.g. new ClusterQueue(...)'],
    ['a runtime of a word', stack => new TrainingRuntime(stack, 'r', { image: 'a:1', policy: 'torch' } as Loose), "[mlops/r] TYPE_INVALID policy: got 'torch'; give a MlPolicy, e.g. MlPolicy.torch(...)"],
    ['a quota of a quantity', stack => Quota.of(new ResourceFlavor(stack, 'f'), { memory: '4Gi' } as Loose), "[Quota.of] TYPE_INVALID nominalQuota.memory: got '4Gi'; give a Size, e.g. Size.gibibytes(4)"],
    ['an option of a framework', () => Framework.mpi({ slotsPerWorker: '8' as Loose }), "[Framework.mpi] TYPE_INVALID slotsPerWorker: got '8'; give a number"],
    ['a role in a number', () => Framework.tensorflow({ parameterServers: 2 as Loose }), '[Framework.tensorflow] TYPE_INVALID parameterServers: got 2; give an object with replicas, image, command, args, restartPolicy, envFrom, containerName, ...'],
    ['a topology that is missing', () => (Accelerator as Loose).tpu('tpu-v6e-slice'), '[Accelerator.tpu] TYPE_INVALID topology: it is needed: give a string'],
    ['a mount of nowhere', () => (Storage.existingClaim('x') as Loose).at(), '[Storage#at] TYPE_INVALID path: it is needed: give a string'],
    ['a platform that does not exist', () => Platform.declare(testApp(), { kueu: true } as Loose), "[Platform.declare] TYPE_INVALID kueu: got true; nothing reads it; did you mean 'kueue'?"],
    ['a version as a number', () => Platform.declare(testApp(), { kubernetes: 1.3 } as Loose), '[Platform.declare] TYPE_INVALID kubernetes: got 1.3; give a string'],
  ])('%s', (_, call, line) => {
    expect(refused(call)).toEqual([line]);
  });

  test('all that is wrong with a call is in one error', () => {
    expect(refused(job({ workers: '2', deadline: '2h', sharedMemory: 4 }))).toHaveLength(3);
  });

  test('the error points at the line of its author', () => {
    let error: Error | undefined;
    try {
      Checkpoints.claim('500Gi' as Loose);
    } catch (e) {
      error = e as Error;
    }
    expect(error!.stack).toMatch(/\n\s+at .*call\.test\.ts/);
  });
});

describe('what is none of it', () => {
  test('props with more in them than is read, for they may be shared', () => {
    const shared = { image: 'a:1', command: ['x'], team: 'vision', costCenter: 4711 };
    const stack = testStack();
    new TrainingJob(stack, 'resnet', shared);
    expect(find(synth(stack), 'Job').metadata.name).toBe('resnet');
  });

  test('values of other copies of a package, and values that are known at synth', () => {
    class Foreign {
      public readonly amount = '2';
    }
    const stack = testStack();
    new TrainingJob(stack, 'resnet', {
      image: Lazy.any({ produce: () => 'a:1' }) as Loose, resources: { cpu: { request: new Foreign() as kplus.Cpu } }, imagePullSecrets: [{ name: 'registry' } as kplus.ISecret],
    });
    expect(refused(() => synth(stack)).join()).not.toContain('TYPE_INVALID');
  });

  test('subclasses, by their own props', () => {
    class Churn extends ModelApi {
      constructor(scope: Loose, id: string, props: { replicas?: number; owner: string }) {
        super(scope, id, { image: 'a:1', ...props } as Loose);
      }
    }
    const stack = testStack();
    new Churn(stack, 'churn', { owner: 'me' });
    expect(find(synth(stack), 'Deployment').metadata.name).toBe('churn');
  });

  test('undefined, wherever something may be left out', () => {
    const stack = testStack();
    new TrainingJob(stack, 'resnet', { image: 'a:1', workers: undefined, deadline: Duration.hours(1), sharedMemory: Size.mebibytes(1), queue: undefined });
    expect(Queue.fromQueueName('gpu').queueName + Runtime.torchDistributed().runtimeName).toBe('gputorch-distributed');
    expect(refused(() => synth(stack))).toEqual([]);
  });
});
