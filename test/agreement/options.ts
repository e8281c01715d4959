import { parseArgs } from 'util';

export interface Options {
  readonly oracles: 'api-server' | 'admission' | 'both';
  readonly kind?: string;
  readonly domain?: string;
  readonly show: readonly string[];
  readonly limit: number;
  readonly share: number;
  readonly seed: string;
  readonly corpus?: string;
  readonly generated: number;
}

export const USAGE = `usage: main.ts [--oracle api-server|admission|both] [--kind KIND] [--domain DOMAIN]
               [--show missed|false|corpus|classes|KIND]... [--limit N] [--share N] [--seed TEXT] [--corpus DIR | --generated N]
  --oracle  who is asked (both)
  --kind    only what counts for this kind: PyTorchJob, or 'kubeflow.org/v1 PyTorchJob'
  --domain  only the cases of one folder of the corpus
  --show    disagreements in full: of one outcome or one kind; classes: all, grouped
  --limit   how many of them at most (40)
  --share   mutations for each kind, at least (60)
  --seed    draws other mutations (1)
  --corpus  a folder of cases elsewhere, judged instead
  --generated  so many made-up objects of each kind, judged instead`;

/** Throws with the usage where an option is none. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      oracle: { type: 'string', default: 'both' },
      kind: { type: 'string' },
      domain: { type: 'string' },
      show: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', default: '40' },
      share: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      corpus: { type: 'string' },
      generated: { type: 'string', default: '0' },
    },
  });
  const oracles = values.oracle as Options['oracles'];
  if (!['api-server', 'admission', 'both'].includes(oracles)) throw new Error(`--oracle ${oracles}: api-server, admission or both`);
  const number = (name: 'limit' | 'share' | 'generated') => {
    const many = Number(values[name]);
    if (!Number.isInteger(many) || many < 0) throw new Error(`--${name} ${values[name]}: a whole number`);
    return many;
  };
  const { kind, domain, corpus } = values;
  return { oracles, kind, domain, corpus, show: values.show, limit: number('limit'), share: number('share'), generated: number('generated'), seed: values.seed };
}
