import { codes } from './code';
import { FIELD_CODES } from './kubernetes-fields';
import { POD_CODES } from './kubernetes-pods';

/** Kubernetes itself: built-in kinds and what every object shares. */
export const KUBERNETES_CODES = {
  ...FIELD_CODES,
  ...POD_CODES,
  ...codes({
    AUTOSCALER_METRIC: {
      means: 'A metric of a HorizontalPodAutoscaler has another type than its fields, or no target it could use.',
      why: 'The API server refuses it, or the autoscaler goes by another value than the one named.',
      fix: 'Describe the metric under the field of its type, with one target.',
      source: 'autoscaling/v2 MetricSpec, Kubernetes 1.34',
    },
    AUTOSCALER_RANGE: {
      means: 'The bounds of a HorizontalPodAutoscaler cross, or are below one.',
      why: 'The API server refuses them; scaling to zero is behind a feature gate that is off.',
      fix: 'Let minReplicas be at least 1 and maxReplicas not below it.',
      source: 'autoscaling/v2 HorizontalPodAutoscalerSpec, Kubernetes 1.34',
    },
    BUDGET_EMPTY: {
      means: 'A PodDisruptionBudget says neither minAvailable nor maxUnavailable.',
      why: 'It is accepted, and then no pod may be evicted: nodes cannot be drained.',
      fix: 'Write one of the two.',
      source: 'Kubernetes 1.34, disruption controller',
    },
    CEL_INVALID: {
      means: 'A CEL expression cannot be read, speaks of something that is not there, or comes to a value of another type than wanted.',
      why: 'The API server compiles expressions when the object is created, and refuses it.',
      fix: 'Close brackets and quotes, and use only the variables that are told.',
      source: 'admissionregistration.k8s.io/v1, apiextensions.k8s.io/v1 and resource.k8s.io/v1, Kubernetes 1.34',
    },
    CRD_DEFAULT: {
      means: 'The default of a field does not fit the schema of the field.',
      why: 'The API server refuses the definition.',
      fix: 'Change the default, or what the schema asks for.',
      source: 'apiextensions.k8s.io/v1 CustomResourceDefinition, Kubernetes 1.34',
    },
    CRD_GROUP_RESERVED: {
      means: 'A CustomResourceDefinition claims an API group under k8s.io or kubernetes.io.',
      why: 'The API server refuses it without an annotation that says who approved it.',
      fix: 'Use a domain of your own.',
      source: 'apiextensions.k8s.io/v1 CustomResourceDefinition, Kubernetes 1.34',
    },
    CRD_STRUCTURE: {
      means: 'The schema of a CustomResourceDefinition is not structural: a value has no type, or parts of it exclude each other.',
      why: 'The API server refuses the definition.',
      fix: 'Give every value a type, every list its items, and take the contradiction out.',
      source: 'apiextensions.k8s.io/v1 CustomResourceDefinition, Kubernetes 1.34',
    },
    DEADLINE_TOO_SOON: {
      means: 'A deadline ends before what it waits for can have happened.',
      why: 'The API server refuses it, or runs are missed.',
      fix: 'Make the deadline longer.',
      source: 'apps/v1 DeploymentSpec, batch/v1 CronJobSpec',
    },
    DEVICE_REQUEST_UNKNOWN: {
      means: 'A ResourceClaim refers to a request that it does not have.',
      why: 'The API server refuses the claim.',
      fix: 'Name one of its requests.',
      source: 'resource.k8s.io/v1 DeviceClaim, Kubernetes 1.34',
    },
    DUPLICATE_OBJECT: {
      means: 'Two objects have the same kind, namespace and name: the second would overwrite the first.',
      why: 'kubectl applies them one after the other, and only the last stays.',
      fix: 'Give one of them another name, or remove it.',
      source: 'Kubernetes object names',
    },
    JOB_INDEXED: {
      means: 'A field of a Job works only with completionMode Indexed, or with backoffLimitPerIndex.',
      why: 'The API server refuses the Job.',
      fix: 'Set completionMode to Indexed, or leave the field out.',
      source: 'batch/v1 JobSpec, Kubernetes 1.34',
    },
    JOB_INDEXES: {
      means: 'The list of indexes of a success policy cannot be read.',
      why: 'The API server refuses the Job.',
      fix: 'Write indexes and intervals in ascending order, such as 0,2-4.',
      source: 'batch/v1 SuccessPolicyRule, Kubernetes 1.34',
    },
    JOB_SELECTOR: {
      means: 'A Job brings a selector, or a label, that the API server makes itself.',
      why: 'The Job is refused.',
      fix: 'Leave it out; or set manualSelector and see to the labels yourself.',
      source: 'batch/v1 JobSpec, Kubernetes 1.34',
    },
    LIMIT_RANGE: {
      means: 'The bounds and defaults of a LimitRange contradict each other.',
      why: 'The API server refuses the object.',
      fix: 'Keep min, defaultRequest, default and max in this order.',
      source: 'core/v1 LimitRangeItem, Kubernetes 1.34',
    },
    LIMIT_RANGE_EXCEEDED: {
      means: 'A container or pod is larger or smaller than a LimitRange of its namespace lets it be.',
      why: 'The API server refuses the Pod; a workload is accepted, and its pods are never made.',
      fix: 'Write requests and limits within the bounds, or change the LimitRange.',
      source: 'core/v1 LimitRange, Kubernetes 1.34',
    },
    POLICY_SIDE_IGNORED: {
      means: 'A NetworkPolicy has rules for a direction that policyTypes does not name.',
      why: 'It is accepted, and the rules do nothing.',
      fix: 'Add the direction to policyTypes.',
      source: 'networking.k8s.io/v1 NetworkPolicySpec',
    },
    QUOTA_NEVER_FITS: {
      means: 'Pods, or objects, are more together than a ResourceQuota of their namespace lets it have.',
      why: 'A Pod is refused; a workload is accepted, and some of its pods are never made.',
      fix: 'Ask for fewer or smaller pods, or raise the quota.',
      source: 'core/v1 ResourceQuota, Kubernetes 1.34',
    },
    QUOTA_SCOPE: {
      means: 'A scope of a ResourceQuota does not go with its resources, or with another scope.',
      why: 'The API server refuses the quota.',
      fix: 'Put the resource into a quota of its own.',
      source: 'core/v1 ResourceQuotaSpec, Kubernetes 1.34',
    },
    QUOTA_UNSPECIFIED: {
      means: 'A container does not say how much processor or memory it takes, where a ResourceQuota counts them.',
      why: 'The API server refuses the Pod ("must specify"); a workload is accepted, and its pods are never made.',
      fix: 'Write requests and limits, or give the namespace a LimitRange with defaults.',
      source: 'core/v1 ResourceQuota, Kubernetes 1.34',
    },
    RBAC_RESOURCE_CASE: {
      means: 'A rule names a resource in upper case.',
      why: 'It is accepted and fits nothing: resources are plural and in lower case.',
      fix: 'Write the resource as kubectl api-resources does.',
      source: 'rbac.authorization.k8s.io/v1 PolicyRule',
    },
    RBAC_ROLE_REF: {
      means: 'A binding refers to something that is no role it may bind.',
      why: 'The API server refuses the binding.',
      fix: 'Name a Role or ClusterRole of rbac.authorization.k8s.io.',
      source: 'rbac.authorization.k8s.io/v1 RoleRef, Kubernetes 1.34',
    },
    RBAC_RULES_REPLACED: {
      means: 'An aggregated ClusterRole has rules of its own.',
      why: 'They are accepted, and the controller overwrites them.',
      fix: 'Put the rules into a ClusterRole that is aggregated.',
      source: 'rbac.authorization.k8s.io/v1 AggregationRule',
    },
    RBAC_SUBJECT: {
      means: 'A subject of a binding is of no kind or group that has rights, or of no namespace.',
      why: 'The API server refuses the binding, or it binds nobody.',
      fix: 'Write a ServiceAccount with its namespace, or a User or Group of rbac.authorization.k8s.io.',
      source: 'rbac.authorization.k8s.io/v1 Subject, Kubernetes 1.34',
    },
    ROLLOUT_STUCK: {
      means: 'A rolling update may neither add a pod nor take one away.',
      why: 'The API server refuses it: no pod could ever be replaced.',
      fix: 'Let maxSurge or maxUnavailable be 1.',
      source: 'apps/v1 DeploymentStrategy, DaemonSetUpdateStrategy',
    },
    SECRET_CONTENT: {
      means: 'The content of a Secret is not what its type promises.',
      why: 'The API server refuses the Secret.',
      fix: 'Write JSON of a docker configuration; kubectl create secret docker-registry makes it.',
      source: 'core/v1 Secret, Kubernetes 1.34',
    },
    SECRET_TYPE_KEY: {
      means: 'A Secret has a type that wants a key or annotation which is not there.',
      why: 'The API server refuses the Secret.',
      fix: 'Add it, or leave the type out.',
      source: 'core/v1 Secret, Kubernetes 1.34',
    },
    SELECTOR_MISMATCH: {
      means: 'The selector of a workload does not match the labels of its own template.',
      why: 'The API server refuses it.',
      fix: 'Give the template the labels that the selector asks for.',
      source: 'apps/v1 and batch/v1, Kubernetes 1.34',
    },
    SELECTOR_OVERLAP: {
      means: 'The selector of one workload also matches the pods of another.',
      why: 'Controllers adopt and count pods of each other.',
      fix: 'Give the pods a label of their own and select by it.',
      source: 'apps/v1 LabelSelector',
    },
    SERVICE_TYPE: {
      means: 'A field of a Service goes only with another type of Service.',
      why: 'The API server refuses the Service, or drops the field.',
      fix: 'Leave the field out, or change the type.',
      source: 'core/v1 ServiceSpec, Kubernetes 1.34',
    },
    TIME_ZONE_INVALID: {
      means: 'The time zone of a CronJob is not in the IANA database.',
      why: 'The API server refuses the CronJob.',
      fix: 'Write a zone such as Europe/Berlin or Etc/UTC.',
      source: 'batch/v1 CronJobSpec, Kubernetes 1.34',
    },
  }),
};
