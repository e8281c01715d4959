import { ARGO_CODES } from './argo';
import { codes } from './code';

const KFP_WEBHOOK = 'Kubeflow Pipelines 2.17, backend/src/apiserver/webhook';
const KFP_SCHEDULE = 'Kubeflow Pipelines 2.17, backend/src/crd/controller/scheduledworkflow';
const KFP_VIEWER = 'Kubeflow Pipelines 2.17, backend/src/crd/controller/viewer';

/** Argo Workflows and Kubeflow Pipelines. */
export const PIPELINE_CODES = {
  ...ARGO_CODES,
  ...codes({
    KFP_PIPELINE_GRAPH: {
      means: 'A component, task, executor or input of a compiled pipeline is referred to that does not exist, or tasks wait for each other.',
      why: 'The version is accepted, and its runs fail when they are compiled.',
      fix: 'Compile the pipeline with kfp again, or correct the name.',
      source: 'Kubeflow Pipelines 2.17, backend/src/v2/compiler/argocompiler',
    },
    KFP_PIPELINE_SPEC: {
      means: 'The pipelineSpec is not a compiled pipeline of KFP 2.',
      why: 'The webhook refuses a version without a name, a root, or the schema version 2.1.0.',
      fix: 'Compile the pipeline with kfp compile --kubernetes-manifest-format.',
      source: KFP_WEBHOOK,
    },
    KFP_PIPELINE_UNKNOWN: {
      means: 'A PipelineVersion does not name its Pipeline in a way that the webhook can use.',
      why: 'It looks the Pipeline up, and makes its name a label.',
      fix: 'Set spec.pipelineName to the name of a Pipeline of the same namespace, of at most 63 characters.',
      source: KFP_WEBHOOK,
    },
    KFP_PIPELINE_UNSEEN: {
      means: 'The Pipeline of a PipelineVersion is not in the input.',
      why: 'The webhook refuses the version unless the Pipeline is in the cluster already.',
      fix: 'Add the Pipeline, or make sure that it is applied first.',
      source: KFP_WEBHOOK,
    },
    KFP_SCHEDULE_CRON: {
      means: 'A cron of a ScheduledWorkflow is none, or begins with the minute.',
      why: 'Its first field is the second. The controller logs what it cannot read, and never runs it.',
      fix: 'Write six fields, such as 0 30 3 * * *.',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_DISABLED: {
      means: 'A ScheduledWorkflow does not say that it is enabled.',
      why: 'Without enabled: true nothing runs.',
      fix: 'Write enabled: true, or false where it is meant to rest.',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_LIMIT: {
      means: 'A limit of a ScheduledWorkflow is beyond its bounds.',
      why: 'The controller takes the nearest bound.',
      fix: 'maxConcurrency is 1 to 10, maxHistory 0 to 100.',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_MACRO: {
      means: 'The value of a parameter holds a macro that does not exist.',
      why: 'It stays in the value as it is.',
      fix: 'Take [[ScheduledTime]], [[CurrentTime]], [[Index]] or [[RunUUID]].',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_TRIGGER: {
      means: 'The trigger of a ScheduledWorkflow contradicts itself, or never comes.',
      why: 'Of two schedules the periodic one counts; a schedule that ends before it begins runs nothing.',
      fix: 'Keep one schedule, with a time to run in.',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_UNREADABLE: {
      means: 'A field of a ScheduledWorkflow is of the wrong type.',
      why: 'The CRD has no schema, so that it is stored; the controller then fails to list any ScheduledWorkflow.',
      fix: 'Write the type that is named.',
      source: KFP_SCHEDULE,
    },
    KFP_SCHEDULE_WORK: {
      means: 'A ScheduledWorkflow does not say what it runs.',
      why: 'There is neither a pipeline nor a workflow.',
      fix: 'Set pipelineVersionId or pipelineId; better, let the API of Kubeflow Pipelines create the recurring run.',
      source: KFP_SCHEDULE,
    },
    KFP_VIEWER_IMAGE: {
      means: 'A Viewer has no image.',
      why: 'The controller deletes it.',
      fix: 'Set spec.tensorboardSpec.tensorflowImage.',
      source: KFP_VIEWER,
    },
    KFP_VIEWER_LOGS: {
      means: 'A Viewer does not say where the logs are.',
      why: 'TensorBoard starts and shows nothing.',
      fix: 'Set spec.tensorboardSpec.logDir.',
      source: KFP_VIEWER,
    },
    KFP_VIEWER_TYPE: {
      means: 'A Viewer is of a type that nobody serves.',
      why: 'The controller passes over all but tensorboard.',
      fix: 'Write type: tensorboard.',
      source: KFP_VIEWER,
    },
  }),
};
