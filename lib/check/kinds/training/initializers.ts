import type { Runtime } from './runtime';
import { STEP, jobOf } from './runtime';
import { isMap, record } from '../../manifest';
import type { Report } from '../../report';

/** What the shipped images of the initializers can read. */
const SCHEMES: Record<string, readonly string[]> = { dataset: ['hf', 's3', 'cache'], model: ['hf', 's3'] };

/** Downloads of a TrainJob, each of which needs a job of its runtime. */
export function judgeInitializers(spec: Record<string, any>, runtime: Runtime, report: Report): void {
  for (const kind of ['dataset', 'model']) {
    const wanted = record(spec.initializer)[kind];
    if (isMap(wanted)) judgeInitializer(kind, wanted, runtime, report);
  }
}

function judgeInitializer(kind: string, wanted: Record<string, any>, runtime: Runtime, report: Report): void {
  const field = `spec.initializer.${kind}`;
  const name = `${kind}-initializer`;
  const job = jobOf(runtime, name);
  const container = job?.containers.find(one => one.name === name);
  const inInit = job?.initContainers.some(one => one.name === name);
  if (!job) {
    report.refuse('TRAINER_INITIALIZER', field, undefined, `take a runtime with a job ${name}, or leave this out: the runtime named has none`);
  } else if (!container) {
    // A container before the others counts for the first check of the webhook, and has no mount for the second.
    report.refuse('TRAINER_INITIALIZER', field, undefined, `take a runtime whose job ${name} has a container ${name}${inInit ? ', not an init container' : ''}`);
  } else if (![...container.mounts.values()].includes('initializer')) {
    report.refuse('TRAINER_INITIALIZER', field, undefined, `the container ${name} of the runtime has to mount a volume named 'initializer', which the training reads from`);
  } else {
    if (job.step !== name) {
      report.warn('TRAINER_INITIALIZER', field, undefined, `the runtime's job ${name} needs the label ${STEP}: ${name}: without it nothing of this reaches the job`);
    }
    judgeScheme(kind, wanted.storageUri, container.image, field, report);
  }
}

function judgeScheme(kind: string, storageUri: unknown, image: unknown, field: string, report: Report): void {
  const shipped = typeof image === 'string' && image.startsWith(`ghcr.io/kubeflow/trainer/${kind}-initializer`);
  const scheme = typeof storageUri === 'string' ? /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(storageUri)?.[1].toLowerCase() : undefined;
  if (!shipped || scheme === undefined || SCHEMES[kind].includes(scheme)) return;
  report.warn(
    'TRAINER_STORAGE_URI', `${field}.storageUri`, storageUri,
    `one of ${SCHEMES[kind].map(one => `${one}://`).join(', ')}: the image of the runtime reads no other, and fails`,
  );
}
