import type { Finding } from '../findings';
import { identityOf } from '../names';
import type { CheckReport } from '../report';

/** An array of findings, one a line. */
export function json({ findings }: CheckReport): string {
  if (findings.length === 0) return '[]\n';
  return `[\n${findings.map(finding => `  ${JSON.stringify(row(finding))}`).join(',\n')}\n]\n`;
}

function row({ file, line, column, object, code, level, path, message }: Finding): object {
  const { apiVersion, kind, namespace, name } = object ? identityOf(object.manifest) : {};
  return { file, line, column, apiVersion, kind, namespace, name, code, level, path, message };
}
