export * from './autoscaling';
export { Bento, type BentoContents, type BentoManifest, type BentoModel, type BentoProps, type BentoRunner, type IBento } from './bento';
export { BentoDeployment } from './deployment';
export * from './deployment-props';
export * from './request';
