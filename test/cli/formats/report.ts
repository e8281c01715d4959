import type { Finding } from '../../../lib/cli/findings';
import type { Located } from '../../../lib/cli/objects';
import { objectsOf } from '../../../lib/cli/objects';
import type { CheckReport } from '../../../lib/cli/report';
import { readDocuments } from '../../../lib/cli/yaml/document';

const located = (file: string, name: string, kind = 'ConfigMap'): Located =>
  objectsOf(file, readDocuments(JSON.stringify({ apiVersion: 'v1', kind, metadata: { name, namespace: 'team' } })).documents[0]).objects[0];

const [bad, fine, other] = [located('dir/a.yaml', 'bad'), located('dir/a.yaml', 'fine'), located('-', '<&">', 'Strange')];

export const FINDINGS: readonly Finding[] = [
  { file: 'dir/a.yaml', line: 3, object: bad, code: 'NAME_INVALID', level: 'error', path: 'metadata.name', message: "metadata.name: got 'x'; 50%, say: <no>" },
  { file: 'dir/a.yaml', line: 7, object: bad, code: 'PLAIN_SECRET', level: 'warning', path: 'data.a', message: 'data.a: a secret' },
  { file: '-', line: 2, object: other, code: 'KIND_UNKNOWN', level: 'info', path: 'kind', message: 'kind: unknown' },
  { file: './b,c.yaml', line: 4, column: 9, code: 'INPUT_UNUSABLE', level: 'error', path: '', message: 'no "YAML" & \ud800 \u0007' },
  { file: '/d e.yaml', code: 'INPUT_UNUSABLE', level: 'error', path: '', message: 'no such file or folder' },
];

/** A report with a finding of every sort. */
export const REPORT: CheckReport = {
  objects: [bad, fine, other], findings: FINDINGS, counts: { errors: 1, warnings: 1, infos: 0, unknownKinds: 1, unusable: 2 }, level: 'error',
};

export const EMPTY: CheckReport = { objects: [fine], findings: [], counts: { errors: 0, warnings: 0, infos: 0, unknownKinds: 0, unusable: 0 }, level: 'error' };
