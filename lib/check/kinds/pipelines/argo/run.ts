import { Home } from './home';
import type { ProblemCode } from '../../../codes';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';
import { unseen } from '../unseen';

/** Suggestions compare with every known name: a file with thousands of mistakes gets some. */
const MAX_SUGGESTIONS = 50;

/** The judgement of one workflow: what is known by now, and where findings go. */
export class Run {
  /** Variables that hold everywhere, and their values or placeholders. */
  public readonly globals = new Map<string, string>();
  /** Templates judged by now; Argo judges each once. */
  public readonly judged = new Set<string>();
  /** Global outputs that some template of the spec sets. */
  public readonly exported = new Set<string>();
  /** Inline templates as Argo keeps them for the objects that a workflow refers to. */
  public readonly kept = new Map<string, Record<string, any>>();
  /** Names of templates that references brought: Argo finds them as if they were the workflow's own. */
  public readonly fetched = new Set<string>();
  /** A template or WorkflowTemplate that is not in the input may set or use anything. */
  public unseen = false;
  /** Findings are warnings while this holds: Argo does not look there before the run. */
  public mild = false;
  /** The inputs of the judged template have their values, not only placeholders. */
  public knowsInputs = false;
  /** How many templates the judged one is called through. */
  public depth = 0;
  /** How many DAGs the judged template is in. */
  public dagDepth = 0;
  private readonly told = new Set<string>();
  private readonly last: Array<() => void> = [];
  private suggestions = 0;

  constructor(
    private readonly report: Report,
    private readonly scene: Scene,
    private readonly namespace: string | undefined,
    /** A WorkflowTemplate: whoever submits it may give parameters that it lacks. */
    public readonly isTemplate: boolean,
  ) {}

  public refuse(home: Home, code: ProblemCode, field: string, got: unknown, fix: string): void {
    if (this.mild) this.warn(home, code, field, got, fix);
    else if (home.via === undefined) this.report.refuse(code, field, got, fix);
    else if (this.once(`refuse ${home.via}`)) {
      this.report.refuse('ARGO_REFERENCE_REFUSED', home.via, home.name, `${home.kind} ${home.name} does not pass here: ${field}: ${fix}`);
    }
  }

  /** What is wrong in another object is told there. */
  public warn(home: Home, code: ProblemCode, field: string, got: unknown, fix: string): void {
    if (home.via === undefined) this.report.warn(code, field, got, fix);
  }

  /** The object that a templateRef names; undefined where it is not in the input. */
  public homeOf(ref: Record<string, any>, via: string): Home | undefined {
    const kind = ref.clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
    const found = this.scene.objects.find(`argoproj.io/${kind}`, kind === 'WorkflowTemplate' ? this.namespace : undefined, ref.name);
    return found && new Home(kind, ref.name, found.spec, 'spec', via);
  }

  /** Says once that a reference leads out of the input. */
  public leadsOut(home: Home, ref: Record<string, any>, path: string): void {
    this.unseen = true;
    const kind = ref.clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
    const name = String(ref.name);
    if (!this.once(`${kind} ${name}`)) return;
    const seen = unseen(this.scene, { kind: `argoproj.io/${kind}`, namespace: kind === 'WorkflowTemplate' ? this.namespace ?? '' : undefined, name }, this.suggests(name));
    if (!seen) return;
    if (home.via === undefined) this.report[seen.tell]('ARGO_REFERENCE_UNSEEN', path, ref.name, seen.fix);
    else this.report[seen.tell]('ARGO_REFERENCE_UNSEEN', home.via, home.name, `${home.kind} ${home.name} refers to the ${kind} ${name}: ${seen.fix}`);
  }

  /** Whether to look for a word near this one. */
  private suggests(word: string): boolean {
    return this.suggestions++ < MAX_SUGGESTIONS && word.length <= 200;
  }

  /** The known word nearest to a misspelt one. */
  public near(word: string, known: readonly string[] | (() => readonly string[])): string | undefined {
    if (!this.suggests(word)) return undefined;
    const words = typeof known === 'function' ? known() : known;
    return words.length <= 2000 ? nearest(word, words) : undefined;
  }

  /** Keeps a warning back until everything that may be refused is known. */
  public atLast(tell: () => void): void {
    this.last.push(tell);
  }

  public settle(): void {
    for (const tell of this.last) tell();
  }

  public once(what: string): boolean {
    if (this.told.has(what)) return false;
    this.told.add(what);
    return true;
  }
}
