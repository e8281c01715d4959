import type { Component } from './components';
import { componentsOf } from './components';
import type { DeploymentMode } from './mode';
import { DEPLOYMENT_MODE, modeOf } from './mode';
import { annotation } from './values';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

/** An InferenceService, read once for all of its rules. */
export interface Service {
  readonly manifest: Manifest;
  readonly spec: Record<string, any>;
  readonly mode: DeploymentMode;
  readonly components: readonly Component[];
  readonly predictor: Component | undefined;
  readonly scene: Scene;
}

/** One concern of an InferenceService. */
export type ServiceRule = (service: Service, report: Report) => void;

export function serviceOf(manifest: Manifest, scene: Scene): Service {
  const spec = record(manifest.spec);
  const mode = modeOf(manifest, scene);
  const components = componentsOf(spec, annotation(manifest, DEPLOYMENT_MODE));
  return { manifest, spec, mode, components, predictor: components.find(c => c.role === 'predictor'), scene };
}
