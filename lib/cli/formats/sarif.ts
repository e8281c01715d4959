import { pathToFileURL } from 'node:url';
import { INPUT_CODES } from '../codes';
import type { Finding } from '../findings';
import { titleOf } from '../names';
import type { CheckReport } from '../report';
import { version } from '../version';
import { relativePath } from './paths';
import type { CodeInfo } from '../../check';
import { CODES } from '../../check/codes';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' };
const INFO: Record<string, CodeInfo> = { ...CODES, ...INPUT_CODES };

/** SARIF 2.1.0, which GitHub's code scanning and other dashboards read. Its rules are those that something was found by. */
export function sarif({ findings, counts }: CheckReport): string {
  const codes = [...new Set(findings.map(f => f.code))].sort();
  const rules = new Map<string, number>(codes.map((code, i) => [code, i]));
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-mlops', version: version(), informationUri: 'https://github.com/cdk8s-mlops/cdk8s-mlops', rules: codes.map(rule) } },
      invocations: [{ executionSuccessful: counts.unusable === 0 }],
      columnKind: 'utf16CodeUnits',
      results: findings.map(finding => result(finding, rules.get(finding.code)!)),
    }],
  }, undefined, 2)}\n`;
}

function rule(code: string): object {
  const { means, why, fix, source } = INFO[code];
  return { id: code, shortDescription: { text: means }, fullDescription: { text: `${means} ${why}` }, help: { text: `${why} ${fix} Source: ${source}.` }, properties: { source } };
}

function result({ file, line, column, object, code, level, path, message }: Finding, ruleIndex: number): object {
  const region = line === undefined ? {} : { region: { startLine: line, ...column !== undefined && { startColumn: column } } };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[level],
    message: { text: message },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region },
      ...object && { logicalLocations: [{ fullyQualifiedName: `${titleOf(object.manifest)} ${path}`.trim(), kind: 'object' }] },
    }],
  };
}

function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  if (file.startsWith('/') || /^[A-Za-z]:\//.test(file)) return pathToFileURL(file).href;
  return relativePath(file).split('/').map(encodeURIComponent).join('/');
}
