import { Findings, sorted } from './findings';
import type { Finding, Judged } from './findings';
import type { Located } from './objects';
import { objectsOf } from './objects';
import type { Source } from './sources';
import type { Level, Surroundings } from '../check';
import { check, LEVELS } from '../check';
import type { Document } from './yaml/document';
import { readDocuments } from './yaml/document';

/** What was found in all inputs together. */
export interface CheckReport {
  readonly objects: readonly Located[];
  /** In the order of the inputs, then of the lines. Infos only where they are asked for, but kinds that are not known always. */
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  /** What is at or above it makes the check fail. */
  readonly level: Level;
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly unknownKinds: number;
  readonly unusable: number;
}

/** Judges all inputs together: references go from one file to another. */
export async function reportOn(sources: AsyncIterable<Source>, around: Surroundings, level: Level): Promise<CheckReport> {
  const objects: Located[] = [];
  const findings = new Findings();
  const files = new Map<string, number>();
  for await (const { name, text, flaw } of sources) {
    files.set(name, files.size);
    if (flaw) findings.unusable(name, flaw);
    if (text !== undefined) read(name, text, objects, findings);
  }
  judge(objects, around, findings);
  const shown = sorted(findings.all, files).filter(f => f.level !== 'info' || f.code === 'KIND_UNKNOWN' || level === 'info');
  return { objects, findings: shown, counts: countsOf(shown), level };
}

/** Adds what a text holds to all objects. */
function read(file: string, text: string, all: Located[], findings: Findings): void {
  const { documents, flaws } = readDocuments(text);
  for (const flaw of flaws) findings.unusable(file, flaw);
  for (const document of documents) {
    const { objects, strays } = objectsOf(file, document);
    for (const stray of strays) findings.stray(file, document, stray);
    if (document.hasDuplicates) findings.duplicates(file, document, objects);
    for (const object of objects) all.push(object);
  }
}

function judge(objects: readonly Located[], around: Surroundings, findings: Findings): void {
  const places = new Map(objects.map((object, i) => [`${object.file}#${i + 1}`, object]));
  const byDocument = new Map<Document, Judged[]>();
  for (const problem of check([...places].map(([where, { manifest }]) => ({ where, manifest })), around)) {
    const object = places.get(problem.where)!;
    const judged = byDocument.get(object.document);
    if (judged) judged.push({ object, problem });
    else byDocument.set(object.document, [{ object, problem }]);
  }
  for (const [document, judged] of byDocument) findings.problems(document, judged, where => places.get(where));
}

function countsOf(findings: readonly Finding[]): Counts {
  const unusable = findings.filter(f => f.code === 'INPUT_UNUSABLE').length;
  const unknownKinds = findings.filter(f => f.code === 'KIND_UNKNOWN').length;
  const count = (level: Level) => findings.filter(f => f.level === level).length;
  return { errors: count('error') - unusable, warnings: count('warning'), infos: count('info') - unknownKinds, unknownKinds, unusable };
}

/** Whether a finding is one that makes the check fail. */
export function fails(finding: Finding, level: Level): boolean {
  return LEVELS.indexOf(finding.level) >= LEVELS.indexOf(level);
}

/** 0: nothing at or above the level; 1: something; 2: something could not be read. */
export function exitCodeOf({ findings, counts, level }: CheckReport): number {
  if (counts.unusable > 0) return 2;
  return findings.some(finding => fails(finding, level)) ? 1 : 0;
}
