import { certificate } from './certificates';
import { metacontroller } from './metacontroller';
import { podMonitor, prometheusRule, serviceMonitor } from './monitoring';
import { autoscalerTargets, scaledObject } from './scaling';
import { externalSecret, sealedSecret } from './secrets';
import type { KindRule } from '../../rule';

/** The operators beside a platform: Prometheus, External Secrets, KEDA, cert-manager, Metacontroller. */
export const OPERATORS_RULES: readonly KindRule[] = [
  autoscalerTargets, certificate, externalSecret, metacontroller, podMonitor, prometheusRule, scaledObject, sealedSecret, serviceMonitor,
];
