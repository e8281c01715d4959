import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'fs';
import { dirname } from 'path';
import type { Obj } from './corpus';
import { hashOf } from './random';

/** Why a case is refused; nothing where it is accepted. */
export type Refusals = readonly string[];

/** Something that knows whether a cluster takes the objects of a case. */
export interface Oracle {
  readonly name: string;
  /** What its answer about these objects depends on beside them; undefined where it has none to give. */
  version(objects: readonly Obj[]): Promise<string | undefined>;
  /** One answer for each case; undefined where it cannot tell. */
  judge(cases: readonly (readonly Obj[])[], progress: (done: number) => void): Promise<(Refusals | undefined)[]>;
}

/** The answers of an oracle, kept in a file so that only what is new is asked. */
export class Memory {
  private readonly known = new Map<string, Refusals>();

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      try {
        const [key, refusals] = JSON.parse(line);
        this.known.set(key, refusals);
      } catch { // half a line of a run that was stopped
      }
    }
  }

  /** What the oracle says of each case; asks it for what is not known yet. */
  public async ask(oracle: Oracle, cases: readonly (readonly Obj[])[], progress: (done: number, of: number) => void): Promise<(Refusals | undefined)[]> {
    const keys: (string | undefined)[] = [];
    for (const objects of cases) {
      const version = await oracle.version(objects);
      keys.push(version === undefined ? undefined : hashOf(version, objects));
    }
    const open = [...new Map(keys.flatMap((key, i) => (key !== undefined && !this.known.has(key) ? [[key, cases[i]] as const] : [])))];
    // In parts: a run that is stopped keeps what it has learned.
    for (let i = 0; i < open.length; i += PART) {
      const part = open.slice(i, i + PART);
      const answers = await oracle.judge(part.map(([, objects]) => objects), done => progress(i + done, open.length));
      const lines = part.flatMap(([key], j) => (answers[j] === undefined ? [] : [[key, answers[j]] as const]));
      for (const [key, refusals] of lines) this.known.set(key, refusals!);
      appendFileSync(this.file, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
    }
    return keys.map(key => (key === undefined ? undefined : this.known.get(key)));
  }
}

const PART = 2000;
