import { isAbsent, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { child, eachMap, isEmpty } from '../kubernetes/values';

interface Plugin {
  /** The field it cannot do without. */
  readonly field: string;
  readonly fields: Record<string, 'string' | 'boolean'>;
  readonly is: (value: string) => boolean;
  readonly told: string;
}

const PLUGINS: Record<string, Plugin> = {
  WorkloadIdentity: {
    field: 'gcpServiceAccount',
    fields: { gcpServiceAccount: 'string' },
    is: value => value.endsWith('.iam.gserviceaccount.com') && value.includes('@'),
    told: 'a Google service account, <name>@<project>.iam.gserviceaccount.com: the controller stops, or crashes, at any other',
  },
  AwsIamForServiceAccount: {
    field: 'awsIamRole',
    fields: { awsIamRole: 'string', annotateOnly: 'boolean' },
    is: value => /^arn:[a-z-]+:iam::\d*:role\/./.test(value),
    told: 'the ARN of a role, arn:aws:iam::<account>:role/<name>: it is written to the ServiceAccount as it is',
  },
};
const KINDS = Object.keys(PLUGINS);

/** Plugins of a Profile, which give its ServiceAccount an identity of a cloud. */
export function judgePlugins(plugins: unknown, report: Report): void {
  const seen = new Set<string>();
  eachMap(plugins, ({ kind, spec }, i) => {
    const at = `spec.plugins[${i}]`;
    if (isEmpty(kind) || typeof kind === 'string' && !KINDS.includes(kind)) {
      const near = typeof kind === 'string' ? nearest(kind, KINDS) : undefined;
      report.warn('PROFILE_PLUGIN', `${at}.kind`, kind ?? undefined, near ? `no such plugin, and it is ignored; did you mean '${near}'?` : `one of ${KINDS.join(', ')}: others are ignored`);
      return;
    }
    if (typeof kind !== 'string') return;
    if (seen.has(kind)) report.warn('PROFILE_PLUGIN', `${at}.kind`, kind, 'there already: the ServiceAccount has room for one, and keeps the last');
    seen.add(kind);
    judgeSpec(PLUGINS[kind], record(spec), `${at}.spec`, report);
  });
}

function judgeSpec({ field, fields, is, told }: Plugin, spec: Record<string, any>, at: string, report: Report): void {
  const known = Object.keys(fields);
  // Go reads JSON without regard to case.
  const nameOf = (key: string) => known.find(name => name.toLowerCase() === key.toLowerCase());
  let isFound = false;
  for (const [key, value] of Object.entries(spec)) {
    const name = nameOf(key);
    if (name === undefined) {
      const near = nearest(key, known);
      report.warn('PROFILE_PLUGIN', child(at, key), undefined, near ? `no such field; did you mean '${near}'?` : `the plugin knows ${known.join(', ')}`);
    } else if (!isAbsent(value) && typeof value !== fields[name]) {
      report.warn('PROFILE_PLUGIN', child(at, key), value, `${fields[name] === 'string' ? 'a text' : 'true or false'}: the controller cannot read it, and leaves out all plugins`);
      isFound ||= name === field;
    } else if (name === field && typeof value === 'string' && value !== '') {
      isFound = true;
      if (!is(value)) report.warn('PROFILE_PLUGIN', child(at, key), value, told);
    }
  }
  if (!isFound) report.warn('PROFILE_PLUGIN', `${at}.${field}`, spec[field] ?? undefined, told);
}
