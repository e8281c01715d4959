import { codes } from './code';

/** KServe: graphs, runtimes, caches and large language models. */
export const KSERVE_CODES = codes({
  KSERVE_GRAPH_CONDITION: {
    means: 'A condition that is missing or not read.',
    why: 'Only steps of a Switch, and later steps of a Sequence, read theirs; a Switch never takes a step without one.',
    fix: 'Add or remove it.',
    source: 'KServe 0.20, router',
  },
  KSERVE_GRAPH_CYCLE: {
    means: 'Nodes of an InferenceGraph that lead back to themselves.',
    why: 'The webhook does not look; the router follows them until it runs out of stack.',
    fix: 'Let the last step lead elsewhere.',
    source: 'KServe 0.20, router',
  },
  KSERVE_GRAPH_NODE: {
    means: 'A step leads to a node that is not there.',
    why: 'The webhook does not look; the router answers with an error.',
    fix: 'Correct nodeName, or add the node.',
    source: 'KServe 0.20, router',
  },
  KSERVE_GRAPH_ROOT: {
    means: 'An InferenceGraph without a node named root.',
    why: 'Requests enter there; the webhook refuses the graph.',
    fix: 'Name the first node root.',
    source: 'KServe 0.20, InferenceGraph webhook',
  },
  KSERVE_GRAPH_STEP: {
    means: 'A step with no target or several, a URL or data that the router cannot use, or a name that is taken.',
    why: 'The webhook wants one target and names that differ within a node; the router knows $request and $response.',
    fix: 'Follow the message.',
    source: 'KServe 0.20, InferenceGraph webhook',
  },
  KSERVE_GRAPH_WEIGHT: {
    means: 'Weights of a Splitter that are missing or do not add up to 100, or of another node.',
    why: 'The webhook refuses the first; other nodes do not read them.',
    fix: 'Give each step of a Splitter a weight, 100 in sum.',
    source: 'KServe 0.20, InferenceGraph webhook',
  },
  KSERVE_LLM_ACTUATOR: {
    means: 'Decode and prefill of an LLMInferenceService scale by different means.',
    why: 'HPA and KEDA read metrics from different places; the webhook wants one of them.',
    fix: 'Use hpa in both, or keda in both.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_BASE_REFS: {
    means: 'baseRefs in an LLMInferenceServiceConfig.',
    why: 'Configs do not build on each other; the webhook refuses it.',
    fix: 'List all configs in baseRefs of the LLMInferenceService.',
    source: 'KServe 0.20, LLMInferenceServiceConfig webhook',
  },
  KSERVE_LLM_DRA: {
    means: 'Annotations for devices of Dynamic Resource Allocation that do not fit together.',
    why: 'The webhook wants a DeviceClass beside the others, a count of at least 1, names, and CEL.',
    fix: 'Follow the message.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_KV_CACHE: {
    means: 'A secondary tier of the KV cache that is not one.',
    why: 'Each tier is a directory on an emptyDir or a claim, reached through memory; the webhook refuses others.',
    fix: 'Give each fileSystem exactly one of emptyDir and pvc, and a cpu size above 0.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_LORA: {
    means: 'LoRA adapters of the wrong form, or names that cannot be told apart.',
    why: 'The CRD has no schema for them: the webhook fails to decode them, or refuses their names; in v1alpha1 the controller stops.',
    fix: 'A list of maps with name and uri; names differ from each other and from the model.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_PARALLELISM: {
    means: 'Parallelism that contradicts itself, or workers that nothing spreads the model over.',
    why: 'The webhook wants pipeline, or data together with dataLocal, and one of them where there are workers.',
    fix: 'Follow the message.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_PRESET: {
    means: 'An LLMInferenceService needs a preset that no release of KServe has.',
    why: 'The controller stops at ConfigNotFound.',
    fix: 'Add the LLMInferenceServiceConfig, or use data parallelism.',
    source: 'KServe 0.20, well-known configs',
  },
  KSERVE_LLM_ROUTE: {
    means: 'Routes and gateways of an LLMInferenceService that contradict each other, or are not made.',
    why: 'The webhook refuses what says twice how requests arrive; router.ingress is only stored.',
    fix: 'Keep one way.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_SCHEDULER: {
    means: 'A scheduler without replicas, or without exactly one configuration.',
    why: 'The webhook refuses it.',
    fix: 'At least one replica; config with inline or ref.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_TEMPLATE: {
    means: 'A text that KServe cannot read as a Go template.',
    why: 'The object is written as JSON and read as one template, so a double quote inside of {{ }} is a syntax error: the webhook refuses a config, the controller stops at a service.',
    fix: 'Use back quotes for texts in templates, and close every {{.',
    source: 'KServe 0.20, LLMInferenceServiceConfig webhook',
  },
  KSERVE_LLM_TRAFFIC: {
    means: 'group without weight, weight without group, or both where traffic is not split.',
    why: 'The webhook refuses it: KServe splits traffic among HTTPRoutes that it makes.',
    fix: 'Set both, without router.ingress and http.refs.',
    source: 'KServe 0.20, LLMInferenceService webhook',
  },
  KSERVE_LLM_URI: {
    means: 'The URI of a large language model that cannot be parsed, or of a scheme that is not loaded.',
    why: 'The webhook fails to decode the first; the controller stops at the second.',
    fix: 'hf://owner/model, s3://, pvc:// or oci://.',
    source: 'KServe 0.20, LLMInferenceService',
  },
  KSERVE_MODEL_CACHE: {
    means: 'A cache of a model that exists, is too large for its nodes, or names unknown nodes; or its name is too long.',
    why: 'The webhook refuses a second LocalModelCache of one model; the rest is never downloaded.',
    fix: 'Add node groups to the first cache; correct size and names.',
    source: 'KServe 0.20, LocalModelCache webhook',
  },
  KSERVE_RUNTIME_PRIORITY: {
    means: 'Two runtimes, or two versions within one, cannot be told apart by priority, or contradict each other.',
    why: 'The webhook compares a runtime with those that are there: same format, version and protocol need different priorities, and one runtime has one priority for a format.',
    fix: 'Change the priority.',
    source: 'KServe 0.20, ServingRuntime webhook',
  },
  KSERVE_STORAGE_CONTAINER: {
    means: 'A ClusterStorageContainer that is never used, or stops KServe.',
    why: 'No webhook looks at it; a URI has to match a prefix or a regex, and the workload has to be a known one.',
    fix: 'Follow the message.',
    source: 'KServe 0.20, ClusterStorageContainer',
  },
  KSERVE_TRAINED_MODEL_PARENT: {
    means: 'A TrainedModel whose InferenceService serves one model.',
    why: 'It is accepted and never loaded.',
    fix: 'Use an InferenceService whose runtime has multiModel: true and which has no storageUri, or one InferenceService for each model.',
    source: 'KServe 0.20, TrainedModel controller',
  },
  KSERVE_TRAINED_MODEL_URI: {
    means: 'The URI of a TrainedModel that the agent cannot download.',
    why: 'The webhook takes s3, gs, http and https.',
    fix: 'Copy the model to one of them.',
    source: 'KServe 0.20, TrainedModel webhook',
  },
});
