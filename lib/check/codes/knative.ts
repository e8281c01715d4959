import { codes } from './code';

/** Knative Serving. */
export const KNATIVE_CODES = codes({
  KNATIVE_ANNOTATION_PLACE: {
    means: 'An annotation of the autoscaler stands on the object, not on the template of its revisions.',
    why: 'The webhook refuses it: revisions scale, each by its own annotations.',
    fix: 'Move it to spec.template.metadata.annotations.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_ANNOTATION_UNKNOWN: {
    means: 'Knative does not know an annotation of its own groups.',
    why: 'The webhook refuses those of networking.knative.dev and ignores those of autoscaling.knative.dev.',
    fix: 'Use the name told, or remove it.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_BOUNDS: {
    means: 'A number is out of the bounds that Knative sets.',
    why: 'The webhook refuses it; some bounds are those of config-defaults.',
    fix: 'Stay within the bounds told.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_CONTAINER: {
    means: 'A container is missing, or has a name or value that Knative does not take.',
    why: 'The webhook refuses it.',
    fix: 'Do what the message says.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_ENV: {
    means: 'An environment variable has no name or one of those that Knative sets itself, or envFrom has not exactly one source.',
    why: 'The webhook refuses it.',
    fix: 'Use another name; PORT comes from the port of the container.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_FEATURE_OFF: {
    means: 'A field needs a feature flag that is off.',
    why: 'Knative takes few fields of a pod unless the ConfigMap config-features enables them.',
    fix: 'Have the flag enabled and say so in the facts of the cluster, or remove the field.',
    source: 'Knative Serving 1.23 webhook, config-features',
  },
  KNATIVE_FIELD_FORBIDDEN: {
    means: 'A field of a pod, container or volume is one that Knative never takes.',
    why: 'Knative owns the life of its pods; the webhook refuses the field.',
    fix: 'Remove it.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_IMAGE: {
    means: 'A container has no image, or one whose name is no reference.',
    why: 'Knative resolves images to digests, and its webhook refuses what it cannot read.',
    fix: 'Write registry/name:tag or registry/name@sha256:....',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_LABEL: {
    means: 'A label of Knative has a value that it does not take here.',
    why: 'The webhook refuses labels that name an owner without one; other words for the visibility keep the Route from getting ready.',
    fix: 'Remove the label, or use cluster-local for the visibility.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_MOUNT: {
    means: 'A volume is mounted in a way that Knative does not take.',
    why: 'The webhook refuses it.',
    fix: 'Mount a volume of the pod at an absolute path of its own.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_NAME: {
    means: 'A name is not one that Knative can use.',
    why: 'Services of Kubernetes, hosts and revisions are named after it; the webhook refuses it.',
    fix: 'Use the form told.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_PORT: {
    means: 'The ports are not what Knative takes: one, over all containers, for HTTP or gRPC.',
    why: 'The webhook refuses it.',
    fix: 'Give the container that serves one port, with the name h2c, http1 or none.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_PROBE: {
    means: 'A probe is not one that Knative can run.',
    why: 'The webhook refuses it: the queue-proxy probes the one port of the revision.',
    fix: 'Give it one handler, and leave the port to Knative.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_SCALING: {
    means: 'An annotation has a value that Knative does not take.',
    why: 'The webhook refuses it.',
    fix: 'Use a value of the form told, in quotes.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_TRAFFIC: {
    means: 'The targets of the traffic are not well-formed, or their percents do not add up to 100.',
    why: 'The webhook refuses it.',
    fix: 'Give each target a revision, or the latest one, and percents that add up to 100.',
    source: 'Knative Serving 1.23 webhook',
  },
  KNATIVE_VOLUME: {
    means: 'A volume has no source, several or an incomplete one, or no container mounts it.',
    why: 'The webhook refuses it.',
    fix: 'Give each volume one source, and mount it.',
    source: 'Knative Serving 1.23 webhook',
  },
});
