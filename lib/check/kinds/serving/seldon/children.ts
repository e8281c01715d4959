import type { GraphNode } from './graph';
import type { Manifest } from '../../../manifest';
import type { Report } from '../../../report';
import { Compiler } from '../../../schema/compile';
import { Cursor } from '../../../schema/cursor';
import { SchemaPack } from '../../../schema/pack';

let compiler: Compiler | undefined;

/** Children have the fields of the graph itself; the CRD repeats them to some depth, the schema at hand leaves them open. */
export function judgeChildren(manifest: Manifest, nodes: readonly GraphNode[], report: Report): void {
  const kind = SchemaPack.load().find(manifest.apiVersion, manifest.kind);
  if (!kind) return;
  compiler ??= new Compiler(SchemaPack.load());
  const { nodes: schemas } = compiler.pack;
  const step = (node: number, name: string) => schemas[node].properties![name];
  const predictor = schemas[step(step(kind.schema, 'spec'), 'predictors')].items!;
  const judge = compiler.check(step(predictor, 'graph'), 'custom');
  for (const { written, steps } of nodes) {
    if (!steps.includes('children')) continue;
    const at = new Cursor(report);
    for (const name of steps) at.enter(name);
    judge(written, at);
  }
}
