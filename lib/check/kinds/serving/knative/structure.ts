import type { Report } from '../../../report';
import { Compiler } from '../../../schema/compile';
import { Cursor } from '../../../schema/cursor';
import { SchemaPack } from '../../../schema/pack';

/** Parts of a pod that the CRD leaves open; Knative decodes them as Kubernetes does. */
const POD_PARTS = ['affinity', 'dnsConfig', 'hostAliases', 'initContainers', 'securityContext', 'tolerations', 'topologySpreadConstraints', 'volumes', 'containers'];

/** Types and unknown fields of the parts of a pod that the CRD leaves open. */
export function judgeOpaque(spec: unknown, path: string, report: Report): void {
  if (typeof spec !== 'object' || spec === null) return;
  const pack = SchemaPack.load();
  const compiler = new Compiler(pack);
  const pod = pack.nodes[pack.nodes[pack.find('v1', 'Pod')!.schema].properties!.spec];
  const at = cursorAt(path, report);
  for (const part of POD_PARTS) {
    const value = (spec as Record<string, unknown>)[part];
    if (value === undefined || value === null) continue;
    at.enter(part);
    compiler.check(pod.properties![part], 'decode')(value, at);
    at.leave();
  }
}

/** The metadata of a template. */
export function judgeTemplateMetadata(metadata: unknown, path: string, report: Report): void {
  if (metadata === undefined || metadata === null) return;
  const pack = SchemaPack.load();
  new Compiler(pack).check(pack.objectMeta, 'decode')(metadata, cursorAt(path, report));
}

function cursorAt(path: string, report: Report): Cursor {
  const at = new Cursor(report);
  for (const step of path.split('.')) at.enter(step);
  return at;
}
