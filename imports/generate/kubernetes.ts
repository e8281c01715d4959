import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import * as ts from 'typescript';

/** A type of `kubernetes-types`, as far as it takes to compare a schema with it. */
export type KubernetesType =
  | { readonly is: 'string' }
  | { readonly is: 'quantity' }
  | { readonly is: 'number' }
  | { readonly is: 'boolean' }
  | { readonly is: 'intOrString' }
  | { readonly is: 'any' }
  | { readonly is: 'array' | 'map'; readonly of: KubernetesType }
  | { readonly is: 'interface'; readonly name: string };

export interface KubernetesProperty {
  readonly type: KubernetesType;
  readonly required: boolean;
}

/** What generated files call the modules of `kubernetes-types`. */
export const MODULES: { readonly [alias: string]: string } = {
  autoscaling: 'autoscaling/v2',
  batch: 'batch/v1',
  core: 'core/v1',
  meta: 'meta/v1',
  networking: 'networking/v1',
  policy: 'policy/v1',
};

const ROOT = dirname(require.resolve('kubernetes-types/package.json'));
const ALIASES = Object.fromEntries(Object.entries(MODULES).map(([alias, module]) => [module, alias]));
const WELL_KNOWN: { readonly [name: string]: KubernetesType } = {
  'api/resource.Quantity': { is: 'quantity' },
  'meta/v1.Time': { is: 'string' },
  'meta/v1.MicroTime': { is: 'string' },
};

const interfaces = new Map<string, Map<string, KubernetesProperty>>();
const read = new Set<string>();

/** The properties of `core.PodSpec` and the like. */
export function propertiesOf(name: string): Map<string, KubernetesProperty> {
  const module = MODULES[name.split('.')[0]];
  if (!read.has(module)) readModule(module);
  const found = interfaces.get(name);
  if (!found) throw new Error(`kubernetes-types has no ${name}`);
  return found;
}

function readModule(module: string) {
  read.add(module);
  const text = readFileSync(join(ROOT, `${module}.d.ts`), 'utf8');
  const file = ts.createSourceFile(module, text, ts.ScriptTarget.ES2022);
  const imported = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = join(dirname(module), (statement.moduleSpecifier as ts.StringLiteral).text);
    for (const { name } of (statement.importClause!.namedBindings as ts.NamedImports).elements) imported.set(name.text, from);
  }
  for (const statement of file.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    const properties = new Map<string, KubernetesProperty>();
    for (const member of statement.members) {
      if (!ts.isPropertySignature(member)) continue;
      const name = (member.name as ts.Identifier | ts.StringLiteral).text;
      properties.set(name, { type: typeOf(member.type!, module, imported), required: !member.questionToken });
    }
    interfaces.set(`${ALIASES[module]}.${statement.name.text}`, properties);
  }
}

function typeOf(node: ts.TypeNode, module: string, imported: Map<string, string>): KubernetesType {
  const inner = (of: ts.TypeNode) => typeOf(of, module, imported);
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword: return { is: 'string' };
    case ts.SyntaxKind.NumberKeyword: return { is: 'number' };
    case ts.SyntaxKind.BooleanKeyword: return { is: 'boolean' };
  }
  if (ts.isLiteralTypeNode(node)) return { is: 'string' };
  if (ts.isUnionTypeNode(node)) return { is: 'intOrString' };
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    return index && ts.isIndexSignatureDeclaration(index) ? { is: 'map', of: inner(index.type) } : { is: 'any' };
  }
  if (ts.isTypeReferenceNode(node)) {
    const name = (node.typeName as ts.Identifier).text;
    if (name === 'Array') return { is: 'array', of: inner(node.typeArguments![0]) };
    const home = imported.get(name) ?? module;
    if (WELL_KNOWN[`${home}.${name}`]) return WELL_KNOWN[`${home}.${name}`];
    if (ALIASES[home]) return { is: 'interface', name: `${ALIASES[home]}.${name}` };
  }
  return { is: 'any' };
}
