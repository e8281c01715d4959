import { admissionPolicy, admissionPolicyBinding } from './cluster/admission-policy';
import { apiService } from './cluster/api-service';
import { autoscaler } from './cluster/autoscaler';
import { priorityClass, runtimeClass } from './cluster/classes';
import { definition } from './cluster/definitions';
import { deviceClass, resourceClaim, resourceClaimTemplate } from './cluster/devices';
import { disruptionBudget } from './cluster/disruption-budget';
import { lease } from './cluster/lease';
import { namespace } from './cluster/namespace';
import { limitRange, resourceQuota } from './cluster/quotas';
import { role, roleBinding } from './cluster/rbac';
import { webhooks } from './cluster/webhooks';
import { configMap } from './config/config-map';
import { secret } from './config/secret';
import { claim, persistentVolume, storageClass } from './config/storage';
import { endpoints, endpointSlice } from './network/endpoints';
import { ingress, ingressClass } from './network/ingress';
import { networkPolicy } from './network/network-policy';
import { service } from './network/service';
import { pod } from './pods';
import { cronJob } from './workloads/cron-job';
import { daemonSet } from './workloads/daemon-set';
import { deployment, replicaSet } from './workloads/deployment';
import { job } from './workloads/job';
import { podTemplate, replicationController } from './workloads/replication-controller';
import { statefulSet } from './workloads/stateful-set';
import type { KindRule } from '../../rule';

export type { PodOptions } from './pod';
export { judgePod } from './pod';

/** What Kubernetes wants of its own kinds beyond their schemas. */
export const KUBERNETES_RULES: readonly KindRule[] = [
  admissionPolicy, admissionPolicyBinding, apiService, autoscaler, claim, configMap, cronJob, daemonSet, definition, deployment, deviceClass,
  disruptionBudget, endpoints, endpointSlice, ingress, ingressClass, job, lease, limitRange, namespace, networkPolicy, persistentVolume, pod,
  podTemplate, priorityClass, replicaSet, replicationController, resourceClaim, resourceClaimTemplate, resourceQuota, role, roleBinding, runtimeClass,
  secret, service, statefulSet, storageClass, webhooks,
];
