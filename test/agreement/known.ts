import { existsSync, readFileSync } from 'fs';
import { load } from 'js-yaml';
import { errorsOf } from './verdicts';
import type { Verdict } from './verdicts';

/** A disagreement that stands, and why. In every pattern `*` is any text; kind, code and path may be several, between `|`. */
export interface Known {
  readonly says: 'missed' | 'false';
  /** `kubeflow.org/* Experiment`: version and kind of what was changed. */
  readonly kind: string;
  /** Of check, where it refuses what the cluster takes: `KATIB_*`. */
  readonly code?: string;
  /** A part of what the cluster says, where check says nothing. */
  readonly message?: string;
  /** Where: the changed path of what is missed, the field of a false alarm. */
  readonly path?: string;
  /** A part of the name of the case. */
  readonly case?: string;
  readonly reason: string;
}

const FIELDS = ['says', 'kind', 'code', 'message', 'path', 'case', 'reason'];

export function readKnown(file: string): Known[] {
  return existsSync(file) ? parseKnown(readFileSync(file, 'utf8'), file) : [];
}

export function parseKnown(text: string, file = 'known.yaml'): Known[] {
  const list = (load(text) ?? []) as Record<string, unknown>[];
  list.forEach((entry, i) => {
    const here = `${file}, entry ${i + 1}`;
    for (const field of Object.keys(entry)) if (!FIELDS.includes(field)) throw new Error(`${here}: no field ${field}; there are ${FIELDS.join(', ')}`);
    for (const [field, value] of Object.entries(entry)) if (typeof value !== 'string') throw new Error(`${here}: ${field} is a text`);
    if (entry.says !== 'missed' && entry.says !== 'false') throw new Error(`${here}: says is missed or false`);
    if (!entry.kind) throw new Error(`${here}: kind is missing`);
    if (!entry.reason) throw new Error(`${here}: reason is missing`);
    const [own, other] = entry.says === 'missed' ? ['message', 'code'] : ['code', 'message'];
    if (!entry[own] && !(own === 'message' && entry.case)) throw new Error(`${here}: what is ${entry.says} is known by its ${own}`);
    if (entry[other]) throw new Error(`${here}: what is ${entry.says} has no ${other}`);
  });
  return list as unknown as Known[];
}

function matcher(pattern: string, whole: boolean): RegExp {
  const text = (one: string) => one.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
  return whole ? new RegExp(`^(?:${pattern.split('|').map(text).join('|')})$`) : new RegExp(text(pattern));
}

/** Finds the entries that explain a disagreement, and remembers which were of use. */
export class KnownDisagreements {
  private readonly used = new Set<Known>();
  private readonly tests: { entry: Known; fits: (field: 'kind' | 'code' | 'message' | 'path' | 'case', text: string) => boolean }[];

  constructor(private readonly entries: readonly Known[]) {
    this.tests = entries.map(entry => {
      const patterns = new Map(['kind', 'code', 'message', 'path', 'case'].flatMap(field => {
        const pattern = entry[field as 'kind'];
        return pattern === undefined ? [] : [[field, matcher(pattern, field !== 'message' && field !== 'case')] as const];
      }));
      return { entry, fits: (field, text) => patterns.get(field)?.test(text) ?? true };
    });
  }

  /** A false alarm is known when each of its errors is; what is missed, when one of the refusals is. */
  public explain({ outcome, specimen, refusals, problems }: Verdict): boolean {
    const candidates = this.tests.filter(({ entry, fits }) => entry.says === outcome && fits('kind', specimen.kind) && fits('case', specimen.id));
    if (candidates.length === 0) return false;
    if (outcome === 'missed') {
      const fitting = candidates.filter(({ entry, fits }) => fits('path', specimen.path) && (entry.message === undefined || refusals.some(text => fits('message', text))));
      return this.use(fitting);
    }
    const reasons = errorsOf(problems).map(({ code, field }) => candidates.filter(({ fits }) => fits('code', code) && fits('path', field)));
    return reasons.every(fitting => fitting.length > 0) && this.use(reasons.flat());
  }

  /** An entry about one case may be of a mutation that another seed draws. */
  public get unused(): readonly Known[] {
    return this.entries.filter(entry => !this.used.has(entry) && entry.case === undefined);
  }

  private use(fitting: readonly { entry: Known }[]): boolean {
    for (const { entry } of fitting) this.used.add(entry);
    return fitting.length > 0;
  }
}
