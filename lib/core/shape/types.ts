import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** A type of a prop; numbers are places in the table. */
export type PropType =
  | { readonly is: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly is: 'enum'; readonly name: string; readonly of: Readonly<Record<string, string | number>> }
  | { readonly is: 'list' | 'map'; readonly of: number }
  | { readonly is: 'either'; readonly of: readonly number[] }
  /** Fields by name: the type, and 1 where the field is needed. */
  | { readonly is: 'struct'; readonly name: string; readonly fields: Readonly<Record<string, readonly number[]>> }
  /** A class or an interface with methods: what it has, and what makes one. */
  | { readonly is: 'object'; readonly name: string; readonly has: readonly string[]; readonly by?: readonly string[] };

/** A parameter of a constructor or a method. */
export interface Parameter {
  readonly name: string;
  readonly type: number;
  readonly optional?: boolean;
  readonly rest?: boolean;
}

/** What constructors and methods take: `new TrainingJob`, `Quota.of`, `Storage#at`. */
export interface PropsTable {
  readonly calls: Readonly<Record<string, readonly Parameter[]>>;
  readonly types: readonly PropType[];
}

let loaded: PropsTable | undefined;

/** The table that `npm run props` writes; read on first use. */
export function propsTable(): PropsTable {
  return (loaded ??= JSON.parse(readFileSync(tableFile(), 'utf8')) as PropsTable);
}

/** Beside `lib/` in the sources, beside `build/` in the package. */
function tableFile(): string {
  for (let dir = __dirname; ; dir = dirname(dir)) {
    const file = join(dir, 'imports', 'props.json');
    if (existsSync(file)) return file;
    if (dir === dirname(dir)) throw new Error('imports/props.json is not in the package');
  }
}
