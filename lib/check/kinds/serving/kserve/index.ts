import { inferenceGraph } from './inference-graph';
import { inferenceService } from './inference-service';
import { llmConfig, llmService } from './llm-service';
import { modelCaches } from './model-caches';
import { servingRuntime } from './serving-runtime';
import { storageContainer } from './storage-container';
import { trainedModel } from './trained-model';
import type { KindRule } from '../../../rule';

export const KSERVE_RULES: readonly KindRule[] = [
  inferenceService, servingRuntime, inferenceGraph, trainedModel, llmService, llmConfig,
  modelCaches, storageContainer,
];
