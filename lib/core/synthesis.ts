import type { ApiObject } from 'cdk8s';
import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest, Outside, Problem } from '../check';
import { formatProblems } from '../check';
import { Judgement } from './judgement';
import type { Problems } from './problems';
import { SynthesisError } from './synthesis-error';

/** A construct that knows problems which leave no trace in its manifests. */
export interface Checked extends IConstruct {
  _check(problems: Problems): void;
  /** The prop behind a path of the manifest, where there is one. */
  _fieldOf?(path: string): string;
  /** What a rule about its manifests says, in the words of its props. */
  _fixOf?(fix: string): string;
}

/** Something written beside the YAML, such as a Secret's template. */
export interface Companion {
  /** What exists in the cluster although the YAML does not hold it. */
  outside?(): Outside[];
  /** Writes into the output directory, after the YAML. */
  write(outdir: string, manifests: readonly Manifest[]): void;
}

const SYNTHESIS = Symbol.for('cdk8s-mlops.synthesis');

/**
 * One per app: judges all its objects once in each synth, renders each of them
 * once, and writes what belongs beside the YAML. It stands on a validation of
 * the root, so every way to synthesize meets it: `app.synth()`,
 * `app.synthYaml()`, `Testing.synth(chart)`.
 */
export class Synthesis {
  public static of(scope: IConstruct): Synthesis {
    const root: any = scope.node.root;
    return root[SYNTHESIS] ?? (root[SYNTHESIS] = new Synthesis(root));
  }

  private readonly checked = new Map<string, Checked>();
  private readonly companions: Companion[] = [];
  private readonly external: string[] = [];
  /** Rendered objects of the synth under way; undefined between synths. */
  private rendered?: Map<ApiObject, Manifest>;
  private judging = false;

  private constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) this.followSynth(root);
  }

  public register(construct: Checked): void {
    this.checked.set(construct.node.path, construct);
  }

  public accompany(companion: Companion): void {
    this.companions.push(companion);
  }

  /** Takes an object for one that exists in the cluster: `kind/name`, or `kind/namespace/name`. */
  public assume(object: string): void {
    this.external.push(object);
  }

  /** Whether the app is being written and has passed the judgement. */
  public get passed(): boolean {
    return this.rendered !== undefined && !this.judging;
  }

  /** The manifest of an object; rendered once in a synth. */
  public manifest(object: ApiObject): Manifest {
    const known = this.rendered?.get(object);
    if (known) return known;
    const manifest = object.toJson();
    this.rendered?.set(object, manifest);
    return manifest;
  }

  /**
   * cdk8s's `synth()` validates again for every chart it writes; here one
   * judgement serves them all. The app gets a class of its own, for jsii looks
   * methods up on the class: what is set on the object, Python would not meet.
   */
  private followSynth(app: App): void {
    const follow = (synth: () => void) => this.followed(app, synth);
    class FollowedApp extends (app.constructor as typeof App) {
      public synth(): void {
        follow(() => super.synth());
      }
    }
    Object.setPrototypeOf(app, FollowedApp.prototype);
  }

  private followed(app: App, synth: () => void): void {
    try {
      this.judge();
      synth();
      for (const companion of this.companions) companion.write(app.outdir, [...this.rendered!.values()]);
    } finally {
      this.rendered = undefined;
    }
  }

  private validate(): string[] {
    if (this.judging || this.rendered) return [];
    try {
      this.judge();
    } finally {
      this.rendered = undefined;
    }
    return [];
  }

  /** Throws one error that lists every problem of the app. */
  private judge(): void {
    this.rendered = new Map();
    this.judging = true;
    let problems: Problem[];
    try {
      problems = new Judgement(this.root, this.checked, this.external).run(object => this.manifest(object), this.companions.flatMap(c => c.outside?.() ?? []));
    } finally {
      this.judging = false;
    }
    if (problems.length > 0) {
      const error = new SynthesisError(formatProblems(sort(problems)));
      throw error; // node-do-not-add-exception-line
    }
  }
}

function sort(problems: Problem[]): Problem[] {
  const unique = new Map<string, Problem>();
  for (const p of problems) {
    const id = `${p.where}|${p.code}|${p.field}|${JSON.stringify(p.got)}|${p.fix}`;
    if (!unique.has(id)) unique.set(id, p);
  }
  const key = (p: Problem) => `${p.where}\0${p.code}\0${p.field}`;
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
