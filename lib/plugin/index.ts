import type { ClusterFacts, Level, Manifest, Problem, Subject } from '../check';
import { check, DEFAULT_CLUSTER, describeProblem, LEVELS } from '../check';
import { CODES } from '../check/codes';

/** What cdk8s-cli hands to a plugin, as far as it is used here. */
interface Context {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure'): void;
  };
  parseManifest(path: string): unknown[];
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: ReadonlyArray<{ readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }>;
}

/** `properties` of the plugin in `cdk8s.yaml`. */
export interface CheckProperties {
  /**
   * The mildest problem that fails the synth.
   * @default 'error'
   */
  readonly level?: Level;
  /**
   * What the cluster runs, over what upstream ships.
   * @default - what upstream ships
   */
  readonly platform?: Partial<ClusterFacts>;
  /**
   * Objects that exist in the cluster already, as `kind/name`.
   * @default - none
   */
  readonly external?: readonly string[];
}

/**
 * `check` as a validation plugin of cdk8s-cli, for apps in any language that
 * use none of this library's constructs. In `cdk8s.yaml`:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-mlops/build/lib/plugin
 *     class: Check
 *     version: 1.0.0
 *     properties: { level: warning }
 * ```
 */
export class Check {
  constructor(private readonly properties: CheckProperties = {}) {}

  public async validate(context: Context): Promise<void> {
    const files: string[] = [];
    const subjects: Subject[] = context.manifests.flatMap(file => context.parseManifest(file).map(manifest => {
      files.push(file);
      return { where: String(files.length - 1), manifest: manifest as Manifest };
    }));
    const { level = 'error', platform, external } = this.properties;
    const cluster = { ...DEFAULT_CLUSTER, ...platform };
    const found = check(subjects, { outside: [], cluster, external }).filter(problem => LEVELS.indexOf(problem.level ?? 'error') >= LEVELS.indexOf(level));
    for (const problem of found) context.report.addViolation(violation(problem, subjects, files));
    context.report.submit(found.length > 0 ? 'failure' : 'success');
  }
}

function violation(problem: Problem, subjects: readonly Subject[], files: readonly string[]): Violation {
  const at = Number(problem.where);
  return {
    ruleName: problem.code,
    recommendation: CODES[problem.code].means,
    fix: describeProblem(problem),
    violatingResources: [{ resourceName: subjects[at]?.manifest.metadata?.name ?? '', locations: [problem.path ?? problem.field], manifestPath: files[at] ?? '' }],
  };
}
