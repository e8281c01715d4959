import { mkdirSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import type { Lesson } from './lessons';
import { LESSONS, manifestsOf } from './lessons';
import { run } from './node';
import { atOnce, jobAmong, podsOf } from './pods';
import { has } from './python';
import { failureOf, summaryOf } from './verdict';

// Runs what TrainingJobs render, with the programs beside it: run-jobs VENV [LESSON...]. See README.md.

const TIMEOUT = 120;

async function main([venv, ...wanted]: string[]): Promise<number> {
  if (!venv) throw new Error('usage: run-jobs VENV [LESSON...]');
  const bin = resolve(venv, 'bin');
  const image = { PATH: `${bin}:/usr/bin:/bin`, TORCH_USE_RTLD_GLOBAL: '1' };
  const known = new Map<string, boolean>();
  const missing = (modules: readonly string[]) => modules.find(name => {
    if (!known.has(name)) known.set(name, has(join(bin, 'python'), name));
    return !known.get(name);
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const lesson of LESSONS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const module = missing(lesson.needs);
    if (module) {
      counts.skipped++;
      console.log(`skipped: ${lesson.name}: no ${module}`);
      continue;
    }
    const [title, failure] = await outcome(lesson, image, join(resolve(venv), 'volumes', lesson.name));
    counts[failure === undefined ? 'passed' : 'failed']++;
    console.log(`${failure === undefined ? 'ok' : 'failed'}: ${title}${failure === undefined ? '' : `: ${failure}`}`);
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed;
}

async function outcome(lesson: Lesson, image: Record<string, string>, volumes: string): Promise<[title: string, failure?: string]> {
  const job = jobAmong(manifestsOf(lesson));
  const pods = podsOf(job);
  rmSync(volumes, { recursive: true, force: true });
  mkdirSync(volumes, { recursive: true });
  const began = Date.now();
  const ended = await run(pods, atOnce(job), { image, workingDir: join(__dirname, 'programs'), volumes, timeout: TIMEOUT, oneAddress: lesson.oneAddress });
  const title = `${job.kind} ${lesson.name}: ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}, ${lesson.processes} processes`;
  const failure = failureOf(ended, lesson);
  return failure === undefined ? [`${title}, ${summaryOf(ended)}, ${Math.round((Date.now() - began) / 1000)} s`] : [title, failure];
}

main(process.argv.slice(2)).then(failed => process.exit(failed > 0 ? 1 : 0), (error: Error) => {
  console.error(error.message);
  process.exit(2);
});
