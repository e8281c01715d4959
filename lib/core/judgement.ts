import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { patchedFields } from './patches';
import { Platform } from './platform';
import { Problems } from './problems';
import type { Checked } from './synthesis';
import type { Manifest, Outside, Problem, Subject } from '../check';
import { check, LEVELS } from '../check';

/** Codes of the schema layer: what constructs say of their props is the better word for it. */
const isOfSchema = ({ code }: Problem) => code.startsWith('SCHEMA_') || code === 'CEL_RULE';

/** One judgement of an app: what its constructs and the rules about manifests have against it. */
export class Judgement {
  private readonly problems: Problem[] = [];
  private readonly speakers = new Map<string, IConstruct>();
  private readonly patched = new Map<string, readonly string[]>();

  constructor(private readonly root: IConstruct, private readonly checked: ReadonlyMap<string, Checked>, private readonly assumed: readonly string[] = []) {}

  /** Every problem at or above the level at which its platform fails. */
  public run(manifestOf: (object: ApiObject) => Manifest, outside: readonly Outside[]): Problem[] {
    const constructs = this.root.node.findAll();
    this.askConstructs(constructs);
    const subjects = this.render(constructs, manifestOf);
    // Where a construct has spoken of a field, its words are the better ones.
    const spoken = [...this.problems];
    for (const problem of check(subjects, { outside, external: this.external(), partial: true })) {
      const by = this.checked.get(problem.where);
      const field = by?._fieldOf?.(problem.field) ?? problem.field;
      if (this.isDeliberate(problem) || spoken.some(told => isEcho({ ...problem, field }, told))) continue;
      this.problems.push({ ...problem, field, fix: by?._fixOf?.(problem.fix) ?? problem.fix });
    }
    return this.problems.filter(problem => this.counts(problem));
  }

  private askConstructs(constructs: readonly IConstruct[]): void {
    const present = new Set(constructs);
    for (const [path, construct] of this.checked) {
      if (!present.has(construct)) continue; // taken out of the tree again
      this.speakers.set(path, construct);
      const found = new Problems(path);
      construct._check(found);
      const meant = new Set(Platform._acknowledged(construct).filter(({ reason }) => reason.trim() !== '').map(({ code }) => code));
      for (const problem of found._found) if (!meant.has(problem.code)) this.problems.push(problem);
    }
    for (const construct of constructs) this.problems.push(...foreign(construct));
  }

  private render(constructs: readonly IConstruct[], manifestOf: (object: ApiObject) => Manifest): Subject[] {
    // A construct with wrong props may not even render; it has told why.
    const told = new Set(this.problems.map(p => p.where));
    const subjects: Subject[] = [];
    for (const object of constructs.filter(c => ApiObject.isApiObject(c)) as ApiObject[]) {
      const owner = author(object);
      const where = owner.node.path;
      this.speakers.set(where, owner);
      try {
        const manifest = manifestOf(object);
        subjects.push({ where, manifest, cluster: Platform._declaredFor(object)._facts, acknowledgements: Platform._acknowledged(object) });
        const fields = patchedFields(object);
        if (fields.length > 0) this.patched.set(where, [...this.patched.get(where) ?? [], ...fields]);
      } catch (e) {
        if (!told.has(where)) this.problems.push({ where, code: 'VALIDATION', field: object.kind, fix: reasonOf(e as Error) });
      }
    }
    return subjects;
  }

  /** A field that was patched in and resembles none that is known is one of tomorrow, not a slip. */
  private isDeliberate({ code, where, field, near }: Problem): boolean {
    if (code !== 'SCHEMA_UNKNOWN_FIELD' || near !== undefined) return false;
    return this.patched.get(where)?.some(patched => field === patched || field.startsWith(`${patched}.`) || field.startsWith(`${patched}[`)) ?? false;
  }

  private external(): string[] {
    const platforms = new Set([...this.speakers.values()].map(construct => Platform._declaredFor(construct)));
    return [...this.assumed, ...[...platforms].flatMap(platform => platform.external)];
  }

  private counts({ where, level = 'error' }: Problem): boolean {
    const { failAt } = Platform._declaredFor(this.speakers.get(where) ?? this.root);
    return LEVELS.indexOf(level) >= LEVELS.indexOf(failAt);
  }
}

/** Whether a construct has told the same of its props as a rule of the manifest that came of them. */
function isEcho(problem: Problem, by: Problem): boolean {
  return problem.where === by.where &&
    (problem.field === by.field || problem.field.endsWith(`.${by.field}`) || isOfSchema(problem) || (problem.got !== undefined && String(problem.got) === String(by.got)));
}

/** Why an object did not render, without the words of those who tried. */
function reasonOf(error: Error): string {
  const reason = error.message.replace(/^Failed serializing construct at path .*? with name '.*?': /, '').replace(/^(\w*Error: )+/, '').split('\n')[0];
  return `it cannot be rendered (${reason}); look at its patches: one may not fit the object`;
}

/** Problems of other libraries' constructs, told by cdk8s's own means. */
function foreign(construct: IConstruct): Problem[] {
  return construct.node.validate().map(fix => ({ where: construct.node.path, code: 'VALIDATION' as const, field: construct.node.id || 'app', fix }));
}

const OWNERS = new WeakMap<IConstruct, IConstruct>();

/** Problems of `object` are told at `owner`. */
export function ownedBy(object: IConstruct, owner: IConstruct): void {
  OWNERS.set(object, owner);
}

/** The construct its author wrote: what a construct of ours makes, that construct speaks for. */
function author(construct: IConstruct): IConstruct {
  return OWNERS.get(construct) ?? construct;
}
