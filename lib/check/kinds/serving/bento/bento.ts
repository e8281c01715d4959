import { record } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule } from '../../../rule';

/** A built Bento: an image and what is in it. */
export const bento: KindRule = {
  kinds: ['resources.yatai.ai/Bento'],
  judge({ spec }, report) {
    judgeTag(spec.tag, 'spec.tag', report);
    if (spec.image === '') report.warn('BENTO_VALUE', 'spec.image', '', 'name the image: no Deployment can be made without');
    judgeContents(spec, report);
  },
};

/** A Bento that Yatai builds. */
export const request: KindRule = {
  kinds: ['resources.yatai.ai/BentoRequest'],
  judge({ spec }, report) {
    judgeTag(spec.bentoTag, 'spec.bentoTag', report);
    judgeContents(spec, report);
    const { imageBuildTimeout } = spec;
    if (typeof imageBuildTimeout === 'number' && imageBuildTimeout < 1e9) {
      report.warn('BENTO_VALUE', 'spec.imageBuildTimeout', imageBuildTimeout, 'nanoseconds: half an hour is 1800000000000, and the build ends at once with less than a second');
    }
  },
};

function judgeContents(spec: Record<string, any>, report: Report): void {
  const { bentomlVersion } = record(spec.context);
  const [, major, minor] = /^(\d{1,6})\.(\d{1,6})(?:\D|$)/.exec(typeof bentomlVersion === 'string' ? bentomlVersion : '') ?? [];
  if (Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 2)) {
    report.warn('BENTO_VERSION', 'spec.context.bentomlVersion', bentomlVersion, 'Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz');
  }
  (Array.isArray(spec.models) ? spec.models : []).forEach((model: unknown, i: number) => judgeTag(record(model).tag, `spec.models[${i}].tag`, report));
  const names = new Set<string>();
  (Array.isArray(spec.runners) ? spec.runners : []).forEach((runner: unknown, i: number) => {
    const { name } = record(runner);
    if (typeof name !== 'string') return;
    if (name === '') report.warn('BENTO_RUNNER', `spec.runners[${i}].name`, '', 'a runner has a name');
    else if (names.has(name)) report.warn('BENTO_RUNNER', `spec.runners[${i}].name`, name, 'another runner has this name; rename one of the two');
    names.add(name);
  });
}

/** `name:version`; Yatai looks the version up behind the colon. */
function judgeTag(tag: unknown, field: string, report: Report): void {
  if (typeof tag !== 'string') return;
  const parts = tag.split(':');
  if (parts.length !== 2 || parts.includes('')) report.warn('BENTO_TAG', field, tag, 'write name:version, as bentoml list does');
}
