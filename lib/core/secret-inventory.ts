import * as fs from 'fs';
import * as path from 'path';
import type { IConstruct } from 'constructs';
import type { Manifest, Outside } from '../check';
import type { SecretTemplate } from './secret-template';
import { Synthesis } from './synthesis';
import { secretsRead, secretsProvided } from '../check/secrets';

const INVENTORY = Symbol.for('cdk8s-mlops.secrets');

/** Every Secret an app needs from outside its YAML, and the files that tell people so. */
export class SecretInventory {
  public static of(scope: IConstruct): SecretInventory {
    const root: any = scope.node.root;
    return root[INVENTORY] ?? (root[INVENTORY] = new SecretInventory(scope));
  }

  private readonly templates: SecretTemplate[] = [];

  private constructor(scope: IConstruct) {
    Synthesis.of(scope).accompany(this);
  }

  public _add(template: SecretTemplate): void {
    this.templates.push(template);
  }

  public outside(): Outside[] {
    return this.templates.map(t => ({ kind: 'Secret', namespace: t.namespace, name: t.name, keys: Object.keys(t.keys), where: t.node.path }));
  }

  public write(outdir: string, manifests: readonly Manifest[]): void {
    const files = new Map(this.templates.map(t => [t, this.fileName(t)]));
    for (const [template, file] of files) fs.writeFileSync(path.join(outdir, file), exampleOf(template));
    const readme = this.readme(files, manifests);
    if (readme !== undefined) fs.writeFileSync(path.join(outdir, 'README.md'), readme);
    // `cdk8s synth` lists the YAML it found; these files are no YAML to apply.
    if (process.env.CDK8S_OUTDIR) {
      for (const [template, file] of files) {
        process.stderr.write(`  - ${path.join(outdir, file)}: create Secret '${template.name}' (${Object.keys(template.keys).join(', ')}) before you apply\n`);
      }
    }
  }

  private fileName(template: SecretTemplate): string {
    const twin = this.templates.some(t => t !== template && t.name === template.name);
    return `${twin ? `${template.namespace ?? 'default'}.` : ''}${template.name}.secret.yaml.example`;
  }

  private readme(files: Map<SecretTemplate, string>, manifests: readonly Manifest[]): string | undefined {
    const provided = secretsProvided(manifests);
    const rows = new Map<string, { keys: Set<string>; file?: string }>();
    const row = (id: string) => rows.get(id) ?? rows.set(id, { keys: new Set() }).get(id)!;
    for (const [t, file] of files) {
      const r = row(`${t.namespace ?? ''}/${t.name}`);
      Object.keys(t.keys).forEach(key => r.keys.add(key));
      r.file = file;
    }
    for (const read of secretsRead(manifests)) {
      const id = `${read.namespace ?? ''}/${read.name}`;
      if (provided.has(id)) continue;
      const r = row(id);
      if (read.key !== undefined) r.keys.add(read.key);
    }
    if (rows.size === 0) return undefined;
    const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { keys, file }]) => {
      const [namespace, name] = id.split('/');
      return `| ${namespace || '(current)'} | \`${name}\` | ${[...keys].sort().map(k => `\`${k}\``).join(', ') || '(all its keys)'} | ${file ? `[${file}](${file})` : 'created elsewhere'} |`;
    });
    return [
      '# Secrets to create before applying',
      '',
      'The YAML beside this file refers to these Secrets and does not hold them.',
      'For each example file: copy it, replace the placeholders, apply the copy, and never commit it.',
      '',
      '| namespace | Secret | keys | template |',
      '|---|---|---|---|',
      ...lines,
      '',
    ].join('\n');
  }
}

/** Under `data`, where the API server decodes base64, so that it refuses an unfilled placeholder. */
function exampleOf(template: SecretTemplate): string {
  const { name, namespace } = template;
  const keys = Object.entries(template.keys).flatMap(([key, hint]) => [
    `  # ${hint.replace(/\n/g, '\n  # ')}`,
    `  ${JSON.stringify(key).slice(1, -1)}: <REPLACE_ME>`,
  ]);
  return [
    `# Secret '${name}'${namespace ? ` of namespace '${namespace}'` : ''}. Copy this file, replace each <REPLACE_ME> and apply the copy.`,
    '# Values are base64: printf %s \'the value\' | base64 -w0',
    '# Do not commit the copy. As it is, the API server refuses it.',
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    ...namespace ? [`  namespace: ${namespace}`] : [],
    'type: Opaque',
    'data:',
    ...keys,
    '',
  ].join('\n');
}
