type Conditions = readonly [success: string, failure: string];

const condition = (type: string, status = 'True') => `status.conditions.#(type=="${type}")#|#(status=="${status}")#`;
const without = (...phases: string[]) => `status.[@this].${phases.map(phase => `#(phase!="${phase}")#`).join('|')}`;

const ENDS: Conditions = [condition('Succeeded'), condition('Failed')];
const COMPLETES: Conditions = [condition('Complete'), condition('Failed')];

/** What Katib itself takes for the end of a trial. */
const OF_KATIB: Readonly<Record<string, Conditions>> = {
  Job: COMPLETES, TrainJob: COMPLETES, TFJob: ENDS, PyTorchJob: ENDS, XGBoostJob: ENDS, MPIJob: ENDS,
};

/** What other kinds are when they have ended. */
const OF_OTHERS: Readonly<Record<string, Conditions>> = {
  // A Workflow that has failed is Failed or Error.
  Workflow: ['status.[@this].#(phase=="Succeeded")#', without('Succeeded', 'Running', 'Pending')],
  PipelineRun: [condition('Succeeded'), condition('Succeeded', 'False')],
  JobSet: [condition('Completed'), condition('Failed')],
};

/** When a trial of a kind has ended. Katib reads the kind of an object, but not of a template in a ConfigMap. */
export function conditionsOf(kind: string, inConfigMap: boolean): Conditions | undefined {
  if (Object.hasOwn(OF_KATIB, kind)) return inConfigMap ? OF_KATIB[kind] : undefined;
  return Object.hasOwn(OF_OTHERS, kind) ? OF_OTHERS[kind] : undefined;
}
