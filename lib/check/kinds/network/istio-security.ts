import { list, record } from '../../manifest';
import type { KindRule } from '../../rule';

/** What istiod's webhook wants of an AuthorizationPolicy. */
export const authorizationPolicy: KindRule = {
  kinds: ['security.istio.io/AuthorizationPolicy'],
  judge({ spec }, report) {
    const { action = 'ALLOW', provider, rules } = spec;
    const { name } = record(provider);
    if (action === 'CUSTOM' && !name) report.refuse('ISTIO_PROVIDER', 'spec.provider.name', name, 'action CUSTOM needs the name of a provider of the mesh configuration');
    if (action !== 'CUSTOM' && provider !== undefined) report.refuse('ISTIO_PROVIDER', 'spec.provider', undefined, `only action CUSTOM takes a provider, not ${action}`);
    if (action === 'CUSTOM' && rules === undefined) report.refuse('ISTIO_RULES', 'spec.rules', undefined, 'action CUSTOM needs rules');
    if (action === 'DENY' && rules === undefined) report.refuse('ISTIO_RULES', 'spec.rules', undefined, 'action DENY without rules denies nothing: give rules');
    list(rules).forEach((given, r) => {
      const rule = record(given);
      for (const [side, part] of [['from', 'source'], ['to', 'operation']] as const) {
        if (rule[side] !== undefined && list(rule[side]).length === 0) report.refuse('ISTIO_RULES', `spec.rules[${r}].${side}`, rule[side], 'an empty list matches nothing: remove it');
        list(rule[side]).forEach((item, i) => {
          const at = `spec.rules[${r}].${side}[${i}].${part}`;
          const fields = record(record(item)[part]);
          if (Object.keys(fields).length === 0) report.refuse('ISTIO_RULES', at, undefined, `a ${part} says something: an empty one is refused`);
          for (const [field, values] of Object.entries(fields)) {
            if (Array.isArray(values) && values.some(value => value === '')) report.refuse('ISTIO_RULES', `${at}.${field}`, '', 'no value is empty');
          }
        });
      }
      list(rule.when).forEach((condition, i) => {
        const { key, values, notValues } = record(condition);
        const at = `spec.rules[${r}].when[${i}]`;
        if (!key) report.refuse('ISTIO_RULES', `${at}.key`, key, 'a condition names what it looks at');
        else if (typeof key === 'string' && !isKnown(key)) report.refuse('ISTIO_RULES', `${at}.key`, key, 'not an attribute that Istio knows: request.headers[x], request.auth.claims[x], source.ip, destination.port ...');
        if (list(values).length + list(notValues).length === 0) report.refuse('ISTIO_RULES', `${at}.values`, values, 'values or notValues');
      });
    });
  },
};

const ATTRIBUTES = new Set([
  'source.ip', 'remote.ip', 'source.namespace', 'source.principal', 'source.serviceAccount', 'request.auth.principal', 'request.auth.audiences', 'request.auth.presenter',
  'destination.ip', 'destination.port', 'connection.sni',
]);

const isKnown = (key: string) => ATTRIBUTES.has(key) || /^(request\.headers|request\.auth\.claims)\[[^\]]+\](\[[^\]]+\])*$/.test(key) || key.startsWith('experimental.envoy.filters.');

/** What istiod's webhook wants of a RequestAuthentication, and what it does not do by itself. */
export const requestAuthentication: KindRule = {
  kinds: ['security.istio.io/RequestAuthentication'],
  judge({ spec, metadata }, report, { objects }) {
    list(spec.jwtRules).forEach((given, i) => {
      const { issuer, audiences, fromHeaders } = record(given);
      const at = `spec.jwtRules[${i}]`;
      if (!issuer) report.refuse('ISTIO_JWT', `${at}.issuer`, issuer, 'a rule names who issues the tokens');
      if (list(audiences).some(audience => audience === '')) report.refuse('ISTIO_JWT', `${at}.audiences`, '', 'no audience is empty');
      list(fromHeaders).forEach((header, h) => {
        if (!record(header).name) report.refuse('ISTIO_JWT', `${at}.fromHeaders[${h}].name`, record(header).name, 'the name of the header');
      });
    });
    const policies = objects.all('security.istio.io/AuthorizationPolicy').filter(policy => policy.metadata.namespace === metadata.namespace);
    if (policies.length === 0) report.note('ISTIO_JWT', 'spec.jwtRules', undefined, 'requests without a token still pass: an AuthorizationPolicy has to demand requestPrincipals');
  },
};

/** Sidecars without a selector: Istio takes the oldest of a namespace and ignores the others. */
export const sidecar: KindRule = {
  kinds: ['networking.istio.io/Sidecar'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    if (spec.workloadSelector !== undefined) return;
    const [first] = objects.all('networking.istio.io/Sidecar').filter(other => other.metadata.namespace === metadata.namespace && other.spec.workloadSelector === undefined);
    if (first !== manifest) report.warn('ISTIO_SIDECAR', 'spec.workloadSelector', undefined, `'${first.metadata.name}' has none either: one of them is ignored; give this one a selector`);
    list(spec.egress).forEach((egress, e) => list(record(egress).hosts).forEach((host, h) => {
      if (typeof host === 'string' && !/^[^/]+\/[^/]+$/.test(host)) report.refuse('ISTIO_SIDECAR', `spec.egress[${e}].hosts[${h}]`, host, "namespace/host, such as './*' or 'istio-system/*'");
    }));
  },
};
