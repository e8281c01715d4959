import { annotations } from './annotations';
import { canary } from './canary';
import { refuseExtensions } from './extensions';
import { ignoredFields } from './ignored';
import { implementations, surprisingImplementations } from './implementation';
import { knativePod } from './knative-pod';
import { multiNode } from './multi-node';
import { derivedNames, refuseName } from './names';
import { runtimeSelection } from './runtime-selection';
import { scaling } from './scaling';
import type { ServiceRule } from './service';
import { serviceOf } from './service';
import { servicePorts } from './service-ports';
import { confidential, storage } from './storage';
import { storageSpec } from './storage-spec';
import type { KindRule } from '../../../rule';

const extensions: ServiceRule = ({ components }, report) => components.forEach(component => refuseExtensions(component, report));

/** What KServe's webhook refuses, in the order in which it looks. */
const REFUSED: readonly ServiceRule[] = [implementations, multiNode, storage, confidential, extensions, scaling, canary];
/** What it accepts, and the controller does otherwise or not at all. */
const ACCEPTED: readonly ServiceRule[] = [
  annotations, surprisingImplementations, ignoredFields, runtimeSelection, storageSpec, derivedNames, knativePod, servicePorts,
];

/** KServe 0.20 of an InferenceService. */
export const inferenceService: KindRule = {
  kinds: ['serving.kserve.io/InferenceService'],
  judge(manifest, report, scene) {
    if (manifest.apiVersion !== 'serving.kserve.io/v1beta1') return;
    refuseName(manifest, report);
    const service = serviceOf(manifest, scene);
    for (const rule of REFUSED) rule(service, report);
    for (const rule of ACCEPTED) rule(service, report);
  },
};
