import { CODES } from './codes';
import type { Subject } from './manifest';
import { nearest } from './nearest';
import type { Problem } from './problem';
import type { ObjectRule } from './rule';

/** An annotation `acknowledge.cdk8s-mlops.dev/CODE: reason` on an object says that a problem of it is known and meant. */
export const ACKNOWLEDGE = 'acknowledge.cdk8s-mlops.dev/';

/** A problem that someone has said is meant, and why. */
export interface Acknowledgement {
  readonly code: string;
  readonly reason: string;
}

/** A problem of an object, told as acknowledged where someone has said that it is meant. */
export function acknowledged(subject: Subject, problem: Problem): Problem {
  const reason = given(subject).find(({ code, reason: why }) => code === problem.code && why.trim() !== '')?.reason.trim();
  return reason === undefined ? problem : { ...problem, level: 'info', acknowledged: reason };
}

/** Acknowledgements that acknowledge nothing. */
export const acknowledgementRules: ObjectRule = subject => given(subject).flatMap(acknowledgement => mistakes(subject, acknowledgement));

function given(subject: Subject): readonly Acknowledgement[] {
  const { manifest: { metadata: { annotations } }, acknowledgements = NONE } = subject;
  if (!annotations) return acknowledgements;
  const own = annotated(annotations);
  return own.length === 0 ? acknowledgements : [...own, ...acknowledgements];
}

const NONE: readonly Acknowledgement[] = [];

function annotated(annotations: object): Acknowledgement[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(ACKNOWLEDGE))
    .map(([key, reason]) => ({ code: key.slice(ACKNOWLEDGE.length), reason: String(reason ?? '') }));
}

function mistakes({ where, manifest }: Subject, { code, reason }: Acknowledgement): Problem[] {
  const key = `${ACKNOWLEDGE}${code}`;
  const written = manifest.metadata.annotations && Object.hasOwn(manifest.metadata.annotations, key);
  const field = written ? `metadata.annotations['${key}']` : `acknowledgement of ${code}`;
  if (!Object.hasOwn(CODES, code)) {
    const near = nearest(code, Object.keys(CODES));
    return [{ where, level: 'warning', code: 'ACKNOWLEDGEMENT_INVALID', field, got: code, fix: `no problem has this code${near ? `; did you mean '${near}'?` : '; see docs/errors.md'}` }];
  }
  if (reason.trim() === '') {
    return [{ where, level: 'warning', code: 'ACKNOWLEDGEMENT_INVALID', field, got: reason, fix: 'say why it is meant: without a reason nothing is acknowledged' }];
  }
  return [];
}
