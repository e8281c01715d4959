export { SeldonCandidate, SeldonExperiment, type SeldonExperimentProps, SeldonMirror } from './experiment';
export { SeldonModel, type SeldonModelProps } from './model';
export * from './model-explainer';
export { SeldonPipeline } from './pipeline';
export * from './pipeline-props';
export * from './references';
export * from './runtime';
export { SeldonServer } from './server';
export * from './server-props';
export * from './source';
export { type SeldonBatch, SeldonStep, type SeldonStepOptions } from './step';
export * from './autoscaling';
export * from './component';
export * from './deployment';
export * from './deployment-props';
export { SeldonNode } from './node';
export * from './node-container';
export {
  type SeldonAnyServerNodeOptions, type SeldonEndpoint, SeldonEndpointType, type SeldonLogger, SeldonLogMode, SeldonMethod, type SeldonNodeOptions,
  type SeldonOwnNodeOptions, SeldonParameter, type SeldonServerNodeOptions,
} from './node-options';
export * from './predictor';
export * from './predictor-explainer';
