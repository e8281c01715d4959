import { Yaml } from 'cdk8s';
import type { Manifest } from '../check';
import { fieldOf } from '../check';
import { mostOf, tunedNumber, workedOutOf } from '../core';

/** Stands in YAML for a placeholder without quotes; no text of a manifest looks like it. */
const BARE = 'cdk8s-mlops-bare-';
/** YAML has to quote text that begins with it. */
const QUOTED = '@cdk8s-mlops-text-';
const PLACEHOLDER = /\$\{trialParameters\.([^{}]*)\}/g;
const LONG_NUMBER = /(?<!\d)\d{16,}(?!\d)/g;

/** A place where a number was worked out of one that is chosen later. */
export interface WorkedOut {
  readonly field: string;
  /** What stands for the number that it was worked out of. */
  readonly placeholder: string;
}

/** The manifest of a trial, and what is known of its placeholders. */
export interface TrialManifest {
  /** With a placeholder in each text that has one; numbers that are chosen later are in it as text, too. */
  readonly manifest: Manifest;
  /** Names of all placeholders in it. */
  readonly placeholders: ReadonlySet<string>;
  /** Whether a number is chosen later, which only a template in a ConfigMap can say. */
  readonly hasNumbers: boolean;
  readonly workedOut: readonly WorkedOut[];
}

/** Finds what stands for numbers that are chosen later, in numbers and in text. */
export function trialManifest(rendered: Manifest): TrialManifest {
  const placeholders = new Set<string>();
  const workedOut: WorkedOut[] = [];
  let hasNumbers = false;
  const write = (value: unknown, steps: ReadonlyArray<string | number>): unknown => {
    if (typeof value === 'number') {
      const tuned = tunedNumber(value) ?? derived(value, steps);
      if (!tuned) return value;
      hasNumbers = true;
      note(tuned.placeholder);
      return `${BARE}${tuned.placeholder}`;
    }
    if (typeof value === 'string') {
      const text = value.replace(LONG_NUMBER, digits => {
        return (tunedNumber(Number(digits)) ?? derived(Number(digits), steps))?.placeholder ?? digits;
      });
      note(text);
      return text;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, i) => write(item, [...steps, i]));
    return Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined).map(([key, child]) => {
      note(key);
      return [key, write(child, [...steps, key])];
    }));
  };
  const derived = (value: number, steps: ReadonlyArray<string | number>) => {
    const of = workedOutOf(value);
    if (of) workedOut.push({ field: fieldOf(steps), placeholder: of.placeholder });
    return of;
  };
  const note = (text: string) => {
    for (const [, name] of text.matchAll(PLACEHOLDER)) placeholders.add(name);
  };
  const manifest = write(JSON.parse(JSON.stringify(rendered)), []) as Manifest;
  return { manifest, placeholders, hasNumbers, workedOut };
}

/**
 * The template as YAML for a ConfigMap: values that are numbers stand without
 * quotes, and text keeps them, for the value that comes may look like a number.
 */
export function templateYaml(manifest: Manifest): string {
  const marked = JSON.parse(JSON.stringify(manifest), (_key, value) => (typeof value === 'string' && value.includes('${trialParameters.') && !value.startsWith(BARE) ? `${QUOTED}${value}` : value));
  return Yaml.stringify(marked).replaceAll(QUOTED, '').replace(new RegExp(`(['"]?)${BARE}(\\$\\{trialParameters\\.[^{}]*\\})\\1`, 'g'), '$2');
}

/** The manifest with the largest numbers that may be chosen. */
export function atMost(rendered: Manifest): Manifest {
  return JSON.parse(JSON.stringify(rendered), (_key, value) => mostOf(value));
}
