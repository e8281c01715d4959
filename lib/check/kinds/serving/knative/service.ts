import { Features } from './features';
import { judgePod } from './pod';
import { fieldOf, judgeScaling, judgeWholeSeconds } from './scaling';
import { judgeOpaque, judgeTemplateMetadata } from './structure';
import { judgeTraffic } from './traffic';
import { isMap, record } from '../../../manifest';
import type { Manifest } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule } from '../../../rule';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const AUTOSCALING = 'autoscaling.knative.dev';
const ROLLOUT = 'serving.knative.dev/rollout-duration';

/** What Knative Serving 1.23 wants of a Service. */
export const service: KindRule = {
  kinds: ['serving.knative.dev/Service'],
  judge(manifest, report, scene) {
    judgeName(manifest, report);
    judgeAnnotations(manifest, true, report);
    judgeTemplate(manifest, report, new Features(scene));
    judgeTraffic(manifest.spec.traffic, true, report);
  },
};

/** A Configuration: the template of its revisions. */
export const configuration: KindRule = {
  kinds: ['serving.knative.dev/Configuration'],
  judge(manifest, report, scene) {
    judgeName(manifest, report);
    judgeAnnotations(manifest, false, report);
    judgeOwner(manifest, 'service', 'Service', report);
    judgeTemplate(manifest, report, new Features(scene));
  },
};

/** A Route: which revisions get the traffic. */
export const route: KindRule = {
  kinds: ['serving.knative.dev/Route'],
  judge(manifest, report) {
    judgeName(manifest, report);
    judgeAnnotations(manifest, true, report);
    judgeOwner(manifest, 'service', 'Service', report);
    judgeTraffic(manifest.spec.traffic, false, report);
  },
};

/** A Revision, which its Configuration makes. */
export const revision: KindRule = {
  kinds: ['serving.knative.dev/Revision'],
  judge(manifest, report, scene) {
    judgeName(manifest, report);
    judgeScaling(record(manifest.metadata.annotations), 'metadata.annotations', report);
    judgeOwner(manifest, 'configuration', 'Configuration', report);
    judgeOpaque(manifest.spec, 'spec', report);
    judgePod(manifest.spec, 'spec', new Features(scene), report);
  },
};

function judgeName({ metadata }: Manifest, report: Report): void {
  const { name } = metadata;
  const { generateName } = metadata as Record<string, unknown>;
  if (name !== undefined) judgeLabel(name, 'metadata.name', report);
  // Webhooks see the name that is made of it.
  else if (typeof generateName === 'string') judgeLabel(generateName.length > 63 ? generateName : `${generateName.slice(0, 58)}xxxxx`, 'metadata.generateName', report, generateName);
}

function judgeLabel(name: string, field: string, report: Report, written = name): void {
  if (name.length > 63 || !LABEL.test(name)) {
    report.refuse('KNATIVE_NAME', field, written, 'at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name');
  }
}

/** A prefix may end with a dash. */
const prefixed = (prefix: string) => (prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

function judgeAnnotations({ metadata }: Manifest, rollout: boolean, report: Report): void {
  for (const [key, value] of Object.entries(record(metadata.annotations))) {
    if (key.startsWith(AUTOSCALING)) {
      report.refuse('KNATIVE_ANNOTATION_PLACE', fieldOf('metadata.annotations', key), undefined, 'move it to spec.template.metadata.annotations: revisions scale, each by its own');
    } else if (rollout && key === ROLLOUT && typeof value === 'string') judgeWholeSeconds(key, value, 'metadata.annotations', report);
  }
  const visibility = 'networking.knative.dev/visibility';
  const value = metadata.labels?.[visibility];
  if (value !== undefined && value !== 'cluster-local') {
    report.warn('KNATIVE_LABEL', fieldOf('metadata.labels', visibility), value, 'cluster-local, or leave it out: Knative knows no other word here');
  }
}

/** A label that says whose part an object is, without an owner of that name. */
function judgeOwner({ metadata }: Manifest, word: string, kind: string, report: Report): void {
  const key = `serving.knative.dev/${word}`;
  const name = metadata.labels?.[key];
  if (name === undefined) return;
  const { ownerReferences } = metadata as Record<string, unknown>;
  const owners = Array.isArray(ownerReferences) ? ownerReferences.map(record) : [];
  if (!owners.some(owner => owner.kind === kind && owner.name === name)) {
    report.refuse('KNATIVE_LABEL', fieldOf('metadata.labels', key), name, `remove it: Knative labels what a ${kind} owns, and this one has no owner of that name`);
  }
}

function judgeTemplate({ metadata, spec }: Manifest, report: Report, features: Features): void {
  const template = record(spec.template);
  const { name, generateName, annotations } = record(template.metadata);
  judgeTemplateMetadata(template.metadata, 'spec.template.metadata', report);
  judgeScaling(record(annotations), 'spec.template.metadata.annotations', report);
  if (typeof generateName === 'string' && generateName !== '') judgeLabel(prefixed(generateName), 'spec.template.metadata.generateName', report, generateName);
  if (typeof name === 'string' && name !== '') judgeRevisionName(name, metadata.name, report);
  judgeOpaque(template.spec, 'spec.template.spec', report);
  if (spec.template === undefined || spec.template === null || (isMap(spec.template) && (template.spec === undefined || template.spec === null))) {
    report.refuse('KNATIVE_CONTAINER', spec.template ? 'spec.template.spec' : 'spec.template', undefined, 'a revision has a template with at least one container');
  } else if (isMap(template.spec)) judgePod(template.spec, 'spec.template.spec', features, report);
}

function judgeRevisionName(name: string, parent: string | undefined, report: Report): void {
  const field = 'spec.template.metadata.name';
  if (name.length > 63 || !LABEL.test(name)) judgeLabel(name, field, report);
  else if (parent === undefined) report.refuse('KNATIVE_NAME', field, name, 'leave it out where the name of the parent is generated: a revision is named after it');
  else if (!name.startsWith(`${parent}-`)) report.refuse('KNATIVE_NAME', field, name, `begins with '${parent}-': a revision is named after its parent`);
}
