import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { join } from 'path';
import { batchOf, standsAlone } from './admission-batch';
import type { Obj } from './corpus';
import { kindOf } from './corpus';
import type { Oracle, Refusals } from './oracle';
import { hashOf } from './random';

interface Checker {
  readonly name: string;
  /** `kserve-7c6f4b211fcf1e0f`: its build. */
  readonly build: string;
  readonly binary: string;
  readonly kinds: ReadonlySet<string>;
}

const BATCH = 400;

/** The controllers' own validation code, linked into programs that review files. */
export class Admission implements Oracle {
  /** What is there, what is missing of it, and the kinds that all of them know. `dir` is the folder of the checkers' sources. */
  public static async of(dir: string): Promise<{ admission?: Admission; missing: string[]; kinds: ReadonlySet<string> }> {
    if (!existsSync(dir)) return { missing: [`the admission checkers: ${dir} does not exist`], kinds: new Set() };
    const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mlops-cluster', 'bin');
    const names = readdirSync(dir).filter(name => existsSync(join(dir, name, 'main.go')));
    const found = await Promise.all(names.map(name => checkerOf(cache, name)));
    const checkers = found.filter(checker => checker !== undefined);
    const missing = names.filter((_, i) => !found[i]);
    // The sources name the kinds, so that those of a checker without a program are known as well.
    const unbuilt = missing.flatMap(name => [...readFileSync(join(dir, name, 'main.go'), 'utf8').matchAll(/"([\w.-]+\/v\w+ \w+)"/g)].map(match => match[1]));
    const crds = join(dir, '..', '..', 'crds');
    const crdHash = existsSync(crds) ? hashOf(readdirSync(crds).sort().map(file => [file, statSync(join(crds, file)).size])) : '';
    return {
      admission: checkers.length > 0 ? new Admission(checkers, crdHash === '' ? undefined : crds, crdHash) : undefined,
      missing: missing.map(name => `the admission checker ${name}: it is not built; ${join(dir, 'run')} --list builds it`),
      kinds: new Set([...checkers.flatMap(({ kinds }) => [...kinds]), ...unbuilt]),
    };
  }

  public readonly name = 'admission';

  private constructor(private readonly checkers: readonly Checker[], private readonly crds: string | undefined, private readonly crdHash: string) {}

  public async version(objects: readonly Obj[]): Promise<string | undefined> {
    const builds = this.checkers.filter(checker => knows(checker, objects)).map(({ build }) => build);
    return builds.length === 0 ? undefined : hashOf(RULES, this.crdHash, builds.sort());
  }

  public async judge(cases: readonly (readonly Obj[])[], progress: (done: number) => void): Promise<(Refusals | undefined)[]> {
    const answers: (string[] | undefined)[] = cases.map(() => []);
    const work: { checker: Checker; part: number[] }[] = [];
    for (const checker of this.checkers) {
      const mine = [...cases.keys()].filter(i => knows(checker, cases[i]));
      const alone = mine.filter(i => standsAlone(cases[i]));
      const together = mine.filter(i => !standsAlone(cases[i]));
      for (let i = 0; i < together.length; i += BATCH) work.push({ checker, part: together.slice(i, i + BATCH) });
      work.push(...alone.map(i => ({ checker, part: [i] })));
    }
    let done = 0;
    const worker = async () => {
      for (let next = work.shift(); next; next = work.shift()) {
        await this.review(next.checker, next.part, cases, answers);
        progress(done += next.part.length);
      }
    };
    await Promise.all([worker(), worker()]);
    return answers;
  }

  /** Halves the part until a case that takes the checker down stands alone: that one has no answer. */
  private async review(checker: Checker, part: readonly number[], cases: readonly (readonly Obj[])[], answers: (string[] | undefined)[]): Promise<void> {
    const batch = batchOf(part.map(i => cases[i]), checker.kinds);
    const lines = await this.run(checker, batch.text);
    if (lines?.length === batch.owners.length) {
      lines.forEach((line, i) => {
        const { allowed, errors } = JSON.parse(line);
        if (!allowed) answers[part[batch.owners[i]]]?.push(...(errors as string[]).map(batch.original));
      });
    } else if (part.length === 1) {
      answers[part[0]] = undefined;
    } else {
      const half = Math.ceil(part.length / 2);
      await this.review(checker, part.slice(0, half), cases, answers);
      await this.review(checker, part.slice(half), cases, answers);
    }
  }

  /** One line for each object; undefined where the program failed. */
  private async run({ binary }: Checker, text: string): Promise<string[] | undefined> {
    const dir = mkdtempSync(join(tmpdir(), 'agreement-'));
    try {
      const file = join(dir, 'cases.yaml');
      writeFileSync(file, text);
      const { code, out } = await output(binary, [...this.crds ? ['-crds', this.crds] : [], file]);
      return code === 0 || code === 1 ? out.split('\n').filter(line => line !== '') : undefined;
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
}

/** Counts up when this file judges differently. */
const RULES = 'rules 2';

const knows = ({ kinds }: Checker, objects: readonly Obj[]) => objects.some(object => kinds.has(kindOf(object)));

async function checkerOf(cache: string, name: string): Promise<Checker | undefined> {
  const builds = existsSync(cache) ? readdirSync(cache).filter(dir => new RegExp(`^${name}-[0-9a-f]{16}$`).test(dir)) : [];
  const newest = builds.map(dir => ({ dir, time: statSync(join(cache, dir)).mtimeMs })).sort((a, b) => b.time - a.time)[0];
  if (!newest) return undefined;
  const binary = join(cache, newest.dir, name);
  const { code, out } = await output(binary, ['-list']);
  if (code !== 0) return undefined;
  return { name, build: newest.dir, binary, kinds: new Set(out.split('\n').filter(Boolean).map(line => line.split('\t')[0])) };
}

function output(binary: string, args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, TRAINER_RUNTIMES: join(binary, '..', 'runtimes') } });
    const parts: Buffer[] = [];
    child.stdout.on('data', part => parts.push(part));
    child.on('error', reject);
    child.on('close', code => resolve({ code, out: Buffer.concat(parts).toString('utf8') }));
  });
}
