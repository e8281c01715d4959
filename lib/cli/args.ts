import type { FormatName } from './formats';
import { FORMATS } from './formats';
import type { Level } from '../check';
import { nearest } from '../check/nearest';
import { LEVELS } from '../check/problem';

/** What the command line asks for. */
export type Args =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'check'; readonly inputs: readonly string[]; readonly level: Level; readonly format: FormatName; readonly platform?: string; readonly external: readonly string[] };

/** The command line makes no sense; the message is one line. */
export class UsageError extends Error {}

const VALUED = ['--level', '--format', '--platform', '--external'];
const OPTIONS = [...VALUED, '--help', '--version'];

export function parseArgs(argv: readonly string[]): Args {
  const { inputs, options } = split(argv);
  if (options.some(([name]) => name === '--help')) return { command: 'help' };
  if (options.some(([name]) => name === '--version')) return { command: 'version' };
  const [command, ...files] = inputs;
  if (command !== 'check') throw new UsageError(command === undefined ? 'which command? There is one: check' : unknown('command', command, ['check']));
  if (files.length === 0) throw new UsageError('nothing to check: name a file, a folder, or - for standard input');
  const last = (name: string) => options.filter(option => option[0] === name).pop()?.[1];
  return {
    command,
    inputs: files,
    level: oneOf('--level', last('--level') ?? 'error', LEVELS),
    format: oneOf('--format', last('--format') ?? 'text', Object.keys(FORMATS) as FormatName[]),
    platform: last('--platform'),
    external: options.filter(([name]) => name === '--external').map(([, value]) => externalOf(value)),
  };
}

function split(argv: readonly string[]): { inputs: string[]; options: Array<[name: string, value: string]> } {
  const inputs: string[] = [];
  const options: Array<[string, string]> = [];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i];
    if (arg === '--') return { inputs: [...inputs, ...argv.slice(i + 1)], options };
    if (arg === '-' || !arg.startsWith('-')) {
      inputs.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = arg === '-h' ? '--help' : equals < 0 ? arg : arg.slice(0, equals);
    if (!OPTIONS.includes(name)) throw new UsageError(unknown('option', name, OPTIONS));
    if (!VALUED.includes(name)) {
      if (equals >= 0) throw new UsageError(`${name} takes no value`);
      options.push([name, '']);
      continue;
    }
    const value = equals < 0 ? argv[++i] : arg.slice(equals + 1);
    if (value === undefined || value === '') throw new UsageError(`${name} wants a value`);
    options.push([name, value]);
  }
  return { inputs, options };
}

function unknown(what: string, got: string, known: readonly string[]): string {
  const near = nearest(got, known);
  return `no ${what} '${got}'${near ? `; did you mean '${near}'?` : ''}`;
}

function oneOf<Word extends string>(option: string, got: string, known: readonly Word[]): Word {
  if ((known as readonly string[]).includes(got)) return got as Word;
  throw new UsageError(`${option} is one of ${known.join(', ')}: got '${got}'`);
}

/** `KIND/NAME` or `KIND/NAMESPACE/NAME`, the kind in any case. */
export function externalOf(text: string): string {
  const [kind, ...names] = text.split('/');
  if (kind === '' || names.length < 1 || names.length > 2 || names.includes('')) throw new UsageError(`--external is KIND/NAME or KIND/NAMESPACE/NAME: got '${text}'`);
  return [kind.toLowerCase(), ...names].join('/');
}
