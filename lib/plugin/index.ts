import type { ClusterFacts, Level, Manifest, Problem, Subject } from '../check';
import { check, describeProblem, LEVELS } from '../check';
import { CODES } from '../check/codes';
import { nearest } from '../check/nearest';
import { pathOf } from '../cli/names';
import type { Platform } from '../cli/platform-facts';
import { platformOf } from '../cli/platform-facts';

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
   * What the cluster runs, over what upstream ships, as a platform file says it.
   * @default - what upstream ships
   */
  readonly platform?: { readonly [K in keyof ClusterFacts]?: Partial<ClusterFacts[K]> };
  /**
   * Objects that exist in the cluster already, as `kind/name`.
   * @default - none
   */
  readonly external?: readonly string[];
}

const PROPERTIES = ['level', 'platform', 'external'];

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
  private readonly level: Level;
  private readonly around: Platform;

  /** @throws Error if a property is not known, or cannot be what it is */
  constructor(properties: CheckProperties = {}) {
    const { level = 'error', platform = {}, external } = properties;
    const wrong = Object.keys(properties).filter(name => !PROPERTIES.includes(name)).map(name => {
      const near = nearest(name, PROPERTIES);
      return `${name}: no such property; ${near ? `did you mean '${near}'?` : `known here: ${PROPERTIES.join(', ')}`}`;
    });
    if (!LEVELS.includes(level)) wrong.push(`level: got ${JSON.stringify(level)}; one of ${LEVELS.join(', ')}`);
    const { platform: around, mistakes } = platformOf(external === undefined ? platform : { ...platform, external });
    wrong.push(...mistakes.map(({ steps, message }) => `${[...steps[0] === 'external' ? [] : ['platform'], ...steps.length > 0 ? [pathOf(steps)] : []].join('.')}: ${message}`));
    if (wrong.length > 0) throw new Error(['the properties of the plugin Check in cdk8s.yaml:', ...wrong].join('\n  '));
    this.level = level;
    this.around = around!;
  }

  public async validate(context: Context): Promise<void> {
    const files: string[] = [];
    const subjects: Subject[] = context.manifests.flatMap(file => context.parseManifest(file).map(manifest => {
      files.push(file);
      return { where: String(files.length - 1), manifest: manifest as Manifest };
    }));
    const found = check(subjects, { outside: [], ...this.around }).filter(problem => LEVELS.indexOf(problem.level ?? 'error') >= LEVELS.indexOf(this.level));
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
