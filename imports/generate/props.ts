/* eslint-disable no-bitwise -- flags of the compiler are bits */
import { writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import type { Parameter, PropType } from '../../lib/core/shape/types';

const ROOT = join(__dirname, '..', '..');

/** What every exported constructor and method takes, as the types of `lib/index.ts` say. */
export function propsTable(): string {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d: ts.Diagnostic) => { throw new Error(String(d.messageText)); } };
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)!;
  const entry = join(ROOT, 'lib', 'index.ts');
  const program = ts.createProgram([entry], { ...config.options, noEmit: true });
  return new Table(program.getTypeChecker()).write(program.getSourceFile(entry)!);
}

class Table {
  private readonly types: PropType[] = [];
  private readonly known = new Map<ts.Type | string, number>();
  private readonly calls: Record<string, Parameter[]> = {};
  private classes: ReadonlyArray<{ name: string; type: ts.Type; factory?: string }> = [];

  constructor(private readonly checker: ts.TypeChecker) {}

  public write(entry: ts.SourceFile): string {
    const { checker } = this;
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(entry)!)
      .map(symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter(symbol => symbol.flags & ts.SymbolFlags.Class)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    this.classes = exported.map(symbol => ({ name: symbol.name, type: checker.getDeclaredTypeOfSymbol(symbol), factory: factoryOf(symbol) }));
    for (const symbol of exported) this.classOf(symbol);
    const rows = (list: readonly string[]) => list.map(row => `    ${row}`).join(',\n');
    const calls = Object.entries(this.calls).map(([name, parameters]) => `${JSON.stringify(name)}: ${JSON.stringify(parameters)}`);
    return `{\n  "calls": {\n${rows(calls)}\n  },\n  "types": [\n${rows(this.types.map(type => JSON.stringify(type)))}\n  ]\n}\n`;
  }

  private classOf(symbol: ts.Symbol): void {
    const declaration = symbol.valueDeclaration as ts.ClassDeclaration;
    for (const member of declaration.members) {
      const flags = ts.getCombinedModifierFlags(member);
      if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) continue;
      if (ts.isConstructorDeclaration(member)) this.call(`new ${symbol.name}`, member);
      if (!ts.isMethodDeclaration(member) || member.parameters.length === 0) continue;
      const name = member.name.getText();
      if (!name.startsWith('_')) this.call(`${symbol.name}${flags & ts.ModifierFlags.Static ? '.' : '#'}${name}`, member);
    }
  }

  private call(name: string, { parameters }: ts.SignatureDeclaration): void {
    this.calls[name] = parameters.map(parameter => {
      const rest = parameter.dotDotDotToken !== undefined;
      const optional = rest || parameter.questionToken !== undefined || parameter.initializer !== undefined;
      return { name: parameter.name.getText(), type: this.typeOf(this.checker.getTypeAtLocation(parameter)), ...optional && { optional }, ...rest && { rest } };
    });
  }

  private typeOf(given: ts.Type): number {
    const type = this.checker.getNonNullableType(given);
    const simple = type.flags & ts.TypeFlags.String ? 'string' : type.flags & ts.TypeFlags.Number ? 'number'
      : type.flags & ts.TypeFlags.Boolean || (type.isUnion() && type.types.every(t => t.flags & ts.TypeFlags.BooleanLiteral)) ? 'boolean'
        : type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) ? 'any' : undefined;
    const key = simple ?? type;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const at = this.types.push({ is: 'any' }) - 1;
    this.known.set(key, at);
    this.types[at] = simple ? { is: simple } : this.described(type);
    return at;
  }

  private described(type: ts.Type): PropType {
    const { checker } = this;
    const symbol = type.aliasSymbol ?? type.symbol;
    if (type.flags & ts.TypeFlags.EnumLike || (symbol?.flags ?? 0) & ts.SymbolFlags.Enum) {
      const members = type.isUnion() ? type.types : [type];
      const of = Object.fromEntries(members.map(member => [member.symbol.name, (member as ts.LiteralType).value as string | number]));
      return { is: 'enum', name: symbol.name, of };
    }
    if (type.isUnion()) return { is: 'either', of: type.types.map(one => this.typeOf(one)) };
    if (checker.isArrayType(type)) return { is: 'list', of: this.typeOf(checker.getTypeArguments(type as ts.TypeReference)[0]) };
    const map = type.getStringIndexType();
    if (map) return { is: 'map', of: this.typeOf(map) };
    if (type.getCallSignatures().length > 0 || !symbol) return { is: 'any' };
    const behaves = symbol.flags & ts.SymbolFlags.Class || /^I[A-Z]/.test(symbol.name);
    return behaves ? this.behaving(type, symbol) : this.struct(type, symbol);
  }

  private struct(type: ts.Type, symbol: ts.Symbol): PropType {
    const fields = type.getProperties().map(field => {
      const optional = (field.flags & ts.SymbolFlags.Optional) !== 0;
      return [field.name, [this.typeOf(this.checker.getTypeOfSymbol(field)), ...optional ? [] : [1]]] as const;
    });
    return { is: 'struct', name: symbol.name, fields: Object.fromEntries(fields) };
  }

  /** A class, or what several classes implement: told by what it can do, for two copies of a package may be installed. */
  private behaving(type: ts.Type, symbol: ts.Symbol): PropType {
    const members = type.getProperties().filter(member => isPublic(member) && !(member.flags & ts.SymbolFlags.Optional) && member.name !== 'with').map(member => member.name).sort();
    // Of a foreign interface the name alone is read: `{ name }` is one, whatever else it promises.
    const foreign = symbol.flags & ts.SymbolFlags.Interface && symbol.declarations?.some(one => one.getSourceFile().isDeclarationFile);
    const has = foreign && members.includes('name') ? ['name'] : members;
    const those = this.classes.filter(({ type: one }) => one === type || this.checker.isTypeAssignableTo(one, type));
    const own = those.map(({ factory, name }) => factory ?? `new ${name}`).slice(0, 3);
    return { is: 'object', name: symbol.name, has, ...own.length > 0 && { by: own } };
  }
}

function isPublic(member: ts.Symbol): boolean {
  const declaration = member.valueDeclaration;
  if (!declaration || member.name.startsWith('_')) return false;
  return (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0;
}

/** How one is made, where that is not by `new`. */
function factoryOf(symbol: ts.Symbol): string | undefined {
  const { members } = symbol.valueDeclaration as ts.ClassDeclaration;
  const made = members.find(member => ts.isMethodDeclaration(member) && (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0
    && (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0 && member.type?.getText() === symbol.name && !member.name.getText().startsWith('_'));
  const closed = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return members.some(member => ts.isConstructorDeclaration(member) && !(ts.getCombinedModifierFlags(member) & closed))
    ? undefined : made && `${symbol.name}.${made.name!.getText()}`;
}

if (require.main === module) writeFileSync(join(ROOT, 'imports', 'props.json'), propsTable());
