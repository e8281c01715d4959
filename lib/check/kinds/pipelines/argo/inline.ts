import type { Located } from './home';
import type { Run } from './run';
import type { Problem } from '../../../problem';
import { Report } from '../../../report';
import { Compiler } from '../../../schema/compile';
import { Cursor } from '../../../schema/cursor';
import { SchemaPack } from '../../../schema/pack';

/** Texts of Argo that take numbers and truth values, too. */
const ANY_TEXT = /parameters\[\d+\]\.(?:value|default|description|valueFrom\.default|enum\[\d+\])$/;

let compiler: Compiler | undefined;
let node: number | undefined;

/**
 * Judges the fields of a template that is written into a step or task. The CRD
 * keeps whatever stands there, but Argo cannot read other fields and types.
 */
export function judgeInline(run: Run, { template, path, home }: Located): void {
  if (compiler === undefined) {
    compiler = new Compiler(SchemaPack.load());
    node = templateNode(compiler.pack);
  }
  if (node === undefined) return;
  const found: Problem[] = [];
  for (const mode of ['decode', 'custom'] as const) {
    const seen: Problem[] = [];
    const at = new Cursor(new Report('', seen));
    for (const step of stepsOf(path)) at.enter(step);
    compiler.check(node, mode)(template, at);
    // Beyond types the quantities alone are read at once.
    found.push(...seen.filter(({ code, fix }) => mode === 'decode' || code === 'SCHEMA_PATTERN' && fix.startsWith('a quantity')));
  }
  // Below steps Argo's own reading of groups passes over what it does not know.
  const lax = path.includes('.steps[');
  for (const { code, field, got, fix } of found) {
    if (code === 'SCHEMA_TYPE' && ANY_TEXT.test(field) && typeof got !== 'object') continue;
    if (code === 'SCHEMA_UNKNOWN_FIELD' && lax) run.warn(home, code, field, got, `${fix}; ignored`);
    else run.refuse(home, code, field, got, fix);
  }
}

/** The schema of `spec.templates[]`. */
function templateNode(pack: SchemaPack): number | undefined {
  const kind = pack.find('argoproj.io/v1alpha1', 'Workflow');
  if (!kind) return undefined;
  const spec = pack.nodes[kind.schema].properties?.spec;
  const templates = spec === undefined ? undefined : pack.nodes[spec].properties?.templates;
  return templates === undefined ? undefined : pack.nodes[templates].items;
}

/** `spec.templates[0].inline` as its steps. */
function stepsOf(path: string): Array<string | number> {
  return [...path.matchAll(/\[(\d+)\]|\['([^']*)'\]|[^.[\]]+/g)].map(([all, index, key]) => (index !== undefined ? Number(index) : key ?? all));
}
