import type { Row } from './jobs';
import { container, found, job, replica } from './jobs';

const env = (name: string) => ({ env: [{ name, value: '1' }] });
const launcher = (spec: object = {}, rest: object = {}, pod: object = {}) => replica('launcher', spec, rest, pod);
const worker = (spec: object = {}, rest: object = {}, pod: object = {}) => replica('worker', spec, { command: ['/usr/sbin/sshd', '-De'], ...rest }, pod);
const running = { runPolicy: { cleanPodPolicy: 'Running' } };
const mesh = { apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name: 'team' }, spec: { owner: { kind: 'User', name: 'a@example.com' } } };

describe('MPIJob v1', () => {
  const v1 = (replicas: object, spec: object = running, metadata: object = {}) => job('MPIJob', replicas, spec, metadata);
  test.each<Row>([
    ['a launcher and workers', v1({ Launcher: launcher({ replicas: 1 }), Worker: worker({ replicas: 2 }, { command: undefined }) }, { slotsPerWorker: 4, mainContainer: 'worker', ...running }), []],
    ['a launcher alone', v1({ Launcher: launcher() }, {}), []],
    ['workers that end by themselves', v1({ Launcher: launcher(), Worker: worker({ replicas: 2 }) }, {}), []],
    ['no Launcher', v1({ Worker: worker({ replicas: 1 }) }), [
      'error TRAINING_REPLICA_MISSING spec.mpiReplicaSpecs.Launcher: add a Launcher: it runs mpirun, and the controller passes over a job without one',
    ]],
    ['nothing', v1({}), [
      'error TRAINING_REPLICA_MISSING spec.mpiReplicaSpecs.Launcher: add a Launcher: it runs mpirun, and the controller passes over a job without one',
    ]],
    ['nothing in the spec', { ...v1({}), spec: {} }, [
      'error TRAINING_NO_REPLICAS spec.mpiReplicaSpecs: write the replicas: at least one of Launcher, Worker',
    ]],
    ['two Launchers', v1({ Launcher: launcher({ replicas: 2 }) }), [
      'error TRAINING_REPLICAS spec.mpiReplicaSpecs.Launcher.replicas: got 2; write 1: there is exactly one Launcher',
    ]],
    ['an unknown type', v1({ Launcher: launcher(), worker: worker() }), [
      "error TRAINING_REPLICA_TYPE spec.mpiReplicaSpecs.worker: MPIJobs have Launcher and Worker, spelt so; did you mean 'Worker'?",
    ]],
    ['no containers', v1({ Launcher: { template: { spec: { containers: [] } } } }), [
      'error TRAINING_NO_CONTAINERS spec.mpiReplicaSpecs.Launcher.template.spec.containers: write the container that trains: every replica type needs one',
    ]],
    ['no image', v1({ Launcher: launcher({}, { image: '' }) }), [
      "error TRAINING_NO_IMAGE spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].image: got ''; write an image: the operator takes no container without one",
    ]],
    ['no name of a container', v1({ Launcher: launcher({}, { name: '' }) }), [
      "error TRAINING_CONTAINER_NAME spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].name: got ''; write a name: the controller takes no container without one",
    ]],
    ['workers that are not counted', v1({ Launcher: launcher(), Worker: worker() }), [
      'warning TRAINING_REPLICAS spec.mpiReplicaSpecs.Worker.replicas: at least 1: without it an MPIJob of v1 has no workers, and mpirun no hosts',
    ]],
    ['no slots', v1({ Launcher: launcher() }, { slotsPerWorker: 0 }), [
      'warning MPIJOB_SLOTS spec.slotsPerWorker: got 0; at least 1: mpirun starts no process on a worker without slots',
    ]],
    ['a main container that is not there', v1({ Launcher: launcher(), Worker: worker({ replicas: 1 }) }, { mainContainer: 'main', ...running }), [
      "warning MPIJOB_MAIN_CONTAINER spec.mainContainer: got 'main'; one of the Worker's containers, worker: mpirun starts its processes in it",
    ]],
    ['workers that sleep on', v1({ Launcher: launcher(), Worker: worker({ replicas: 1 }, { command: undefined }) }, {}), [
      'warning TRAINING_PODS_STAY spec.runPolicy.cleanPodPolicy: write Running: workers without a command sleep for a year, and with None, the default, they keep their GPUs after the job',
    ]],
    ['workers that are to sleep on', v1({ Launcher: launcher(), Worker: worker({ replicas: 1 }, { command: [] }) }, { cleanPodPolicy: 'None' }), [
      "warning TRAINING_PODS_STAY spec.cleanPodPolicy: got 'None'; write Running: workers without a command sleep for a year, and with None, the default, they keep their GPUs after the job",
    ]],
    ['cleanPodPolicy of another spelling', v1({ Launcher: launcher() }, { cleanPodPolicy: 'running' }), [
      "warning TRAINING_CLEAN_POD_POLICY spec.cleanPodPolicy: got 'running'; one of None, Running, All; did you mean 'Running'?: nobody checks it, and any other word deletes all pods with their logs, as All does",
    ]],
    ['cleanPodPolicy twice', v1({ Launcher: launcher() }, { cleanPodPolicy: 'All', ...running }), [
      "warning TRAINING_CLEAN_POD_POLICY spec.cleanPodPolicy: got 'All'; leave it out: spec.runPolicy.cleanPodPolicy, Running, counts",
    ]],
    ['an unknown manager', v1({ Launcher: launcher() }, { runPolicy: { managedBy: 'kubeflow.org/mpi-operator' } }), [
      "warning TRAINING_MANAGED_BY spec.runPolicy.managedBy: got 'kubeflow.org/mpi-operator'; leave it out, or write one of kubeflow.org/training-operator, kueue.x-k8s.io/multikueue: the operator passes over the job, and nobody else runs it",
    ]],
    ['a variable of the operator', v1({ Launcher: launcher({}, env('OMPI_MCA_plm_rsh_agent')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].env[0].name: got 'OMPI_MCA_plm_rsh_agent'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['a launcher that is always restarted', v1({ Launcher: launcher({ restartPolicy: 'Always' }) }), [
      "warning TRAINING_RESTART_ALWAYS spec.mpiReplicaSpecs.Launcher.restartPolicy: got 'Always'; write OnFailure or ExitCode: a pod that is always restarted never succeeds, and the job ends when Launcher has",
    ]],
    ['a name of 64 characters', v1({ Launcher: launcher() }, running, { name: 'x'.repeat(64) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; 64 characters, at most 63: the name becomes a label of the pods, which are refused",
    ]],
    ['a sidecar', [mesh, v1({ Launcher: launcher() })], [
      "warning TRAINING_SIDECAR spec.mpiReplicaSpecs.Launcher.template.metadata.labels['sidecar.istio.io/inject']: write 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('MPIJob v2beta1', () => {
  const v2 = (replicas: object, spec: object = running, metadata: object = {}) => job('MPIJob', replicas, spec, metadata, 'kubeflow.org/v2beta1');
  test.each<Row>([
    ['a launcher and workers', v2({ Launcher: launcher({ replicas: 1, restartPolicy: 'OnFailure' }), Worker: worker({ replicas: 2 }, { command: undefined }) }), []],
    ['a launcher alone', v2({ Launcher: launcher() }, {}), []],
    ['another user with a home', v2({ Launcher: launcher({}, { securityContext: { runAsUser: 1000 } }) }, { sshAuthMountPath: '/home/mpiuser/.ssh' }), []],
    ['root by name', v2({ Launcher: launcher({}, { securityContext: { runAsUser: 0 } }, { securityContext: { runAsUser: 1000 } }) }), []],
    ['the longest name', v2({ Launcher: launcher(), Worker: worker({ replicas: 10 }) }, running, { name: 'x'.repeat(54) }), []],
    ['no Launcher', v2({ Worker: worker({ replicas: 1 }) }), [
      'error TRAINING_REPLICA_MISSING spec.mpiReplicaSpecs.Launcher: add a Launcher: it runs mpirun, and the controller passes over a job without one',
    ]],
    ['two Launchers', v2({ Launcher: launcher({ replicas: 2 }) }), [
      'error TRAINING_REPLICAS spec.mpiReplicaSpecs.Launcher.replicas: got 2; write 1: there is exactly one Launcher',
    ]],
    ['workers that are not counted', v2({ Launcher: launcher(), Worker: worker() }), [
      'error TRAINING_REPLICAS spec.mpiReplicaSpecs.Worker.replicas: write at least 1: the default of workers is 0, which the controller refuses; leave Worker out for none',
    ]],
    ['no workers', v2({ Launcher: launcher(), Worker: worker({ replicas: 0 }) }), [
      'error TRAINING_REPLICAS spec.mpiReplicaSpecs.Worker.replicas: got 0; write at least 1: the default of workers is 0, which the controller refuses; leave Worker out for none',
    ]],
    ['an unknown type', v2({ Launcher: launcher(), worker: worker() }), [
      "warning TRAINING_REPLICA_TYPE spec.mpiReplicaSpecs.worker: Launcher or Worker; did you mean 'Worker'?: mpi-operator passes over any other",
    ]],
    ['ExitCode', v2({ Launcher: launcher({ restartPolicy: 'ExitCode' }) }), [
      "error TRAINING_RESTART_POLICY spec.mpiReplicaSpecs.Launcher.restartPolicy: got 'ExitCode'; Never or OnFailure: mpi-operator knows no other",
    ]],
    ['no containers', v2({ Launcher: { template: {} } }), [
      'error TRAINING_NO_CONTAINERS spec.mpiReplicaSpecs.Launcher.template.spec.containers: write the container that trains: every replica type needs one',
    ]],
    ['no image, which nobody refuses', v2({ Launcher: launcher({}, { image: undefined }) }), [
      'warning TRAINING_NO_IMAGE spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].image: write an image: nobody asks for it here, and the API server refuses each pod',
    ]],
    ['a restart policy in the template', v2({ Launcher: launcher({}, {}, { restartPolicy: 'Never' }) }), [
      "warning TRAINING_RESTART_IN_TEMPLATE spec.mpiReplicaSpecs.Launcher.template.spec.restartPolicy: got 'Never'; write it as spec.mpiReplicaSpecs.Launcher.restartPolicy: the one in the pod template is overwritten, here with OnFailure",
    ]],
    ['a name too long for its workers', v2({ Launcher: launcher(), Worker: worker({ replicas: 11 }) }, running, { name: 'x'.repeat(54) }), [
      "error TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; at most 53 characters: the host of the last worker is named <name>-worker-10, and has at most 63",
    ]],
    ['a generated name too long for its workers', v2({ Launcher: launcher() }, running, { name: undefined, generateName: 'x'.repeat(50) }), [
      "error TRAINING_NAME_TOO_LONG metadata.generateName: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; at most 49 characters: the host of the last worker is named <name>-worker-0, and has at most 63",
    ]],
    ['a name with a dot', v2({ Launcher: launcher() }, running, { name: 'pi.1' }), [
      "error TRAINING_NAME_INVALID metadata.name: got 'pi.1'; pods and their hosts are named after the job: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['cleanPodPolicy of another spelling', v2({ Launcher: launcher() }, { runPolicy: { cleanPodPolicy: 'running' } }), [
      "error TRAINING_CLEAN_POD_POLICY spec.runPolicy.cleanPodPolicy: got 'running'; one of None, Running, All; did you mean 'Running'?",
    ]],
    ['the other operator', v2({ Launcher: launcher() }, { runPolicy: { managedBy: 'kubeflow.org/training-operator' } }), [
      "error TRAINING_MANAGED_BY spec.runPolicy.managedBy: got 'kubeflow.org/training-operator'; leave it out, or write one of kubeflow.org/mpi-operator, kueue.x-k8s.io/multikueue",
    ]],
    ['negative limits', v2({ Launcher: launcher() }, { slotsPerWorker: -1, runPolicy: { backoffLimit: -1, activeDeadlineSeconds: -1, ttlSecondsAfterFinished: -1 } }), [
      'error TRAINING_LIMIT spec.runPolicy.ttlSecondsAfterFinished: got -1; at least 0',
      'error TRAINING_LIMIT spec.runPolicy.activeDeadlineSeconds: got -1; at least 0',
      'error TRAINING_LIMIT spec.runPolicy.backoffLimit: got -1; at least 0',
      'error MPIJOB_SLOTS spec.slotsPerWorker: got -1; at least 1: one slot for each process of a worker',
    ]],
    ['no slots', v2({ Launcher: launcher() }, { slotsPerWorker: 0 }), [
      'warning MPIJOB_SLOTS spec.slotsPerWorker: got 0; at least 1: mpirun starts no process on a worker without slots',
    ]],
    ['an unknown launcherCreationPolicy', v2({ Launcher: launcher() }, { launcherCreationPolicy: 'AtStart' }), [
      "warning MPIJOB_LAUNCHER_CREATION spec.launcherCreationPolicy: got 'AtStart'; one of AtStartup, WaitForWorkersReady; did you mean 'AtStartup'?: nobody checks it, and any other word waits for the workers",
    ]],
    ['a gang larger than the job', v2({ Launcher: launcher(), Worker: worker({ replicas: 2 }) }, { runPolicy: { cleanPodPolicy: 'All', schedulingPolicy: { minAvailable: 4 } } }), [
      'warning TRAINING_MIN_AVAILABLE spec.runPolicy.schedulingPolicy.minAvailable: got 4; at most 3, the number of pods: the gang scheduler waits for more pods than there are',
      'info TRAINING_GANG_SCHEDULER spec.runPolicy.schedulingPolicy: has an effect only where mpi-operator runs with --gang-scheduling; ask the administrator',
    ]],
    ['workers that stay', v2({ Launcher: launcher(), Worker: worker({ replicas: 2 }, { command: undefined }) }, {}), [
      'warning TRAINING_PODS_STAY spec.runPolicy.cleanPodPolicy: write Running: the sshd of the workers does not end by itself, and with None, the default, they keep their GPUs after the job',
    ]],
    ['keys in the home of root, a container of another user', v2({ Launcher: launcher({}, { securityContext: { runAsUser: 1000 } }) }), [
      "warning MPIJOB_SSH_PATH spec.sshAuthMountPath: got '/root/.ssh'; write the .ssh folder of the user's home, e.g. /home/mpiuser/.ssh: spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].securityContext lets Launcher run as another user, who cannot read the keys in /root/.ssh",
    ]],
    ['keys in the home of root, a pod of another user', v2({ Launcher: launcher({}, {}, { securityContext: { runAsNonRoot: true } }) }), [
      "warning MPIJOB_SSH_PATH spec.sshAuthMountPath: got '/root/.ssh'; write the .ssh folder of the user's home, e.g. /home/mpiuser/.ssh: spec.mpiReplicaSpecs.Launcher.template.spec.securityContext lets Launcher run as another user, who cannot read the keys in /root/.ssh",
    ]],
    ['variables of Open MPI', v2({ Launcher: launcher({}, env('OMPI_MCA_orte_set_default_slots')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].env[0].name: got 'OMPI_MCA_orte_set_default_slots'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['variables of Intel MPI, here Open MPI', v2({ Launcher: launcher({}, env('I_MPI_PERHOST')) }), []],
    ['variables of Intel MPI', v2({ Launcher: launcher({}, env('I_MPI_PERHOST')) }, { mpiImplementation: 'Intel', ...running }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].env[0].name: got 'I_MPI_PERHOST'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['variables of MPICH', v2({ Launcher: launcher({}, env('HYDRA_HOST_FILE')) }, { mpiImplementation: 'MPICH', ...running }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].env[0].name: got 'HYDRA_HOST_FILE'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['GPUs for a launcher that has none', v2({ Launcher: launcher({}, env('NVIDIA_VISIBLE_DEVICES')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].env[0].name: got 'NVIDIA_VISIBLE_DEVICES'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['GPUs for a launcher that works, too', v2({ Launcher: launcher({}, env('NVIDIA_VISIBLE_DEVICES')) }, { runLauncherAsWorker: true, ...running }), []],
    ['variables of a second container', v2({ Launcher: { template: { spec: { containers: [container('launcher'), container('log', env('K_MPI_JOB_ROLE'))] } } } }), []],
    ['a sidecar', [mesh, v2({ Launcher: launcher() })], [
      "warning TRAINING_SIDECAR spec.mpiReplicaSpecs.Launcher.template.metadata.labels['sidecar.istio.io/inject']: write 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
    ['both operators', [v2({ Launcher: launcher() }), job('MPIJob', { Launcher: launcher() }, {}, { name: 'other' })], [
      "warning MPIJOB_TWO_VERSIONS apiVersion: got 'kubeflow.org/v2beta1'; write all MPIJobs for one operator: kubeflow.org/v1 stands in this input, too, and a cluster has the CRD of training-operator (v1) or of mpi-operator (v2beta1)",
      "warning MPIJOB_TWO_VERSIONS apiVersion: got 'kubeflow.org/v1'; write all MPIJobs for one operator: kubeflow.org/v2beta1 stands in this input, too, and a cluster has the CRD of training-operator (v1) or of mpi-operator (v2beta1)",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
