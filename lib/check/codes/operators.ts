import { codes } from './code';

/** Prometheus operator, External Secrets, KEDA, cert-manager, Metacontroller. */
export const OPERATOR_CODES = codes({
  CERTIFICATE_ISSUER: {
    means: 'The issuer of a Certificate is not one of cert-manager.',
    why: 'The webhook of cert-manager refuses it.',
    fix: 'Name an Issuer or ClusterIssuer.',
    source: 'cert-manager 1.21 Certificate',
  },
  CERTIFICATE_KEY: {
    means: 'The size of a private key does not go with its algorithm.',
    why: 'The webhook of cert-manager refuses it.',
    fix: 'Use 2048 to 8192 bits for RSA; 256, 384 or 521 for ECDSA.',
    source: 'cert-manager 1.21 Certificate',
  },
  CERTIFICATE_SECRET: {
    means: 'A Certificate names no Secret.',
    why: 'The webhook of cert-manager refuses it.',
    fix: 'Give secretName.',
    source: 'cert-manager 1.21 Certificate',
  },
  CERTIFICATE_SUBJECT: {
    means: 'A Certificate is for nobody, or its subject is not valid.',
    why: 'The webhook of cert-manager refuses it.',
    fix: 'Give dnsNames.',
    source: 'cert-manager 1.21 Certificate',
  },
  CERTIFICATE_TIMES: {
    means: 'The duration and renewal of a Certificate contradict each other.',
    why: 'The webhook of cert-manager refuses it.',
    fix: 'Renew later than after 5 minutes and before the certificate ends.',
    source: 'cert-manager 1.21 Certificate',
  },
  EXTERNAL_SECRET_EMPTY: {
    means: 'An ExternalSecret fetches nothing.',
    why: 'The webhook of External Secrets refuses it.',
    fix: 'Give data or dataFrom.',
    source: 'External Secrets 2.9 ExternalSecret',
  },
  EXTERNAL_SECRET_KEY_TWICE: {
    means: 'An ExternalSecret fetches one key twice.',
    why: 'The webhook of External Secrets refuses it.',
    fix: 'Remove one of the two.',
    source: 'External Secrets 2.9 ExternalSecret',
  },
  EXTERNAL_SECRET_POLICY: {
    means: 'The creation and deletion policies of an ExternalSecret do not go together.',
    why: 'The webhook of External Secrets refuses it.',
    fix: 'Use deletionPolicy Delete with creationPolicy Owner alone.',
    source: 'External Secrets 2.9 ExternalSecretTarget',
  },
  EXTERNAL_SECRET_REFRESH: {
    means: 'A refresh interval beside a policy that never refreshes.',
    why: 'It is ignored.',
    fix: 'Remove the interval, or use refreshPolicy Periodic.',
    source: 'External Secrets 2.9 ExternalSecret',
  },
  EXTERNAL_SECRET_SOURCE: {
    means: 'An entry of dataFrom has no source, or several.',
    why: 'The webhook of External Secrets refuses it.',
    fix: 'Give one of extract, find and sourceRef.generatorRef.',
    source: 'External Secrets 2.9 ExternalSecret',
  },
  EXTERNAL_SECRET_STORE: {
    means: 'An ExternalSecret names no store.',
    why: 'It is accepted and never becomes ready.',
    fix: 'Give secretStoreRef.',
    source: 'External Secrets 2.9 ExternalSecret',
  },
  HPA_TARGET_TWICE: {
    means: 'Two HorizontalPodAutoscalers scale one object.',
    why: "They undo each other's work.",
    fix: 'Keep one, with the metrics of both.',
    source: 'autoscaling/v2 HorizontalPodAutoscaler',
  },
  KEDA_REQUESTS: {
    means: 'A ScaledObject scales by cpu or memory of a container that requests none.',
    why: 'The webhook of KEDA refuses it.',
    fix: 'Give the container a request.',
    source: 'KEDA 2.20 ScaledObject',
  },
  KEDA_TARGET: {
    means: 'Two autoscalers scale one object.',
    why: 'The webhook of KEDA refuses it.',
    fix: 'Keep one of the two.',
    source: 'KEDA 2.20 ScaledObject',
  },
  KEDA_TRIGGERS: {
    means: 'A ScaledObject has no triggers, or two of one name.',
    why: 'The webhook of KEDA refuses it.',
    fix: 'Give each trigger a name of its own.',
    source: 'KEDA 2.20 ScaledObject',
  },
  KEDA_ZERO: {
    means: 'A ScaledObject cannot scale to so few replicas.',
    why: 'The webhook of KEDA refuses it.',
    fix: 'Use at least one replica, or a trigger that works without pods.',
    source: 'KEDA 2.20 ScaledObject',
  },
  METACONTROLLER_CHILD: {
    means: 'A child resource stands twice, or is named in another form.',
    why: 'Metacontroller ignores it or logs an error.',
    fix: 'Name each resource once, by its plural in lower case.',
    source: 'Metacontroller 4.17',
  },
  METACONTROLLER_HOOK: {
    means: 'A hook is missing or has no address.',
    why: 'Metacontroller logs an error and does nothing.',
    fix: 'Give a sync hook with a url, or a service and a path.',
    source: 'Metacontroller 4.17',
  },
  MONITOR_PORT: {
    means: 'A monitor names a port that its Services do not have, or none.',
    why: 'Nothing, or too much, is scraped.',
    fix: 'Use the name of a port of the Service.',
    source: 'Prometheus operator 0.93 ServiceMonitor',
  },
  MONITOR_SELECTOR: {
    means: 'A ServiceMonitor selects no Service of its namespace.',
    why: 'Nothing is scraped.',
    fix: 'Use labels of the Service.',
    source: 'Prometheus operator 0.93 ServiceMonitor',
  },
  MONITOR_TIMEOUT: {
    means: 'A scrape may take longer than the time between two.',
    why: 'The operator skips the whole object.',
    fix: 'Use a scrapeTimeout of at most the interval.',
    source: 'Prometheus operator 0.93 ServiceMonitor',
  },
  PROMETHEUS_EXPRESSION: {
    means: 'An expression of a rule is not PromQL.',
    why: "The operator's webhook refuses it; without it, Prometheus does not load the file.",
    fix: 'Close what is open.',
    source: 'Prometheus operator 0.93 PrometheusRule',
  },
  PROMETHEUS_RULE: {
    means: 'A rule is neither an alert nor a recording rule, or both, or has names that Prometheus does not take.',
    why: "The operator's webhook refuses it; without it, Prometheus does not load the file.",
    fix: 'Give one of alert and record.',
    source: 'Prometheus operator 0.93 PrometheusRule',
  },
  SEALED_SECRET_VALUE: {
    means: 'A SealedSecret holds nothing that can be unsealed.',
    why: 'The controller logs an error, or makes an empty Secret.',
    fix: 'Use the output of kubeseal.',
    source: 'Sealed Secrets 0.36',
  },
});
