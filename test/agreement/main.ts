import { join } from 'path';
import { readCorpus } from './corpus';
import { generatedCases } from './generated';
import { KnownDisagreements, readKnown } from './known';
import { classes, described, isDisagreement, matrix, operationMatrix } from './matrix';
import type { Row } from './matrix';
import type { Options } from './options';
import { readOptions, USAGE } from './options';
import { Panel } from './panel';
import type { Specimen } from './sample';
import { asWritten, mutationsOf } from './sample';
import { verdictOf } from './verdicts';

// Does check refuse what a cluster refuses, and nothing else? See README.md.

const OUTCOMES = ['missed', 'false', 'corpus'];
const sameKind = (name: string, kind: string) => kind.toLowerCase() === name.toLowerCase() || kind.split(' ')[1].toLowerCase() === name.toLowerCase();

async function main(options: Options): Promise<number> {
  const panel = await Panel.of(options.oracles);
  for (const line of panel.missing) console.log(`not asked: ${line}`);
  const isWanted = ({ domain, kind }: Specimen) =>
    (options.domain === undefined || domain === options.domain) && (options.kind === undefined || sameKind(options.kind, kind));
  const { cases, mistakes } = options.generated > 0 ? generatedCases(options.generated, options.seed) : readCorpus(options.corpus ?? join(__dirname, 'corpus'));
  const written = cases.map(asWritten);
  const said = await panel.ask(written);
  // Of what the cluster refuses anyway, a mutation tells nothing.
  const origins = cases.filter(({ claim }, i) => (claim === 'good' || claim === 'generated') && said[i].refusals.length === 0);
  const mutations = mutationsOf(origins, options.share, options.seed).filter(isWanted);
  const specimens = [...written, ...mutations];
  const answers = [...said, ...await panel.ask(mutations)];
  panel.close();

  const known = new KnownDisagreements(readKnown(join(__dirname, 'known.yaml')));
  const rows: Row[] = specimens.flatMap((specimen, i) => {
    if (!isWanted(specimen)) return [];
    const verdict = verdictOf(specimen, answers[i]);
    return [{ ...verdict, known: known.explain(verdict) }];
  });
  const open = rows.filter(row => isDisagreement(row) && !row.known);
  const whole = [options.kind, options.domain, options.corpus].every(part => part === undefined) && options.generated === 0 && panel.missing.length === 0;
  const stale = whole ? known.unused : [];

  for (const wanted of options.show) console.log(shown(wanted, rows, options.limit));
  console.log(`${matrix(rows)}\n\n${operationMatrix(rows)}\n`);
  for (const entry of stale) console.log(`known.yaml: nothing is like this in this draw: ${JSON.stringify(entry)}`);
  const mutated = rows.filter(({ specimen }) => specimen.claim === 'mutation').length;
  for (const mistake of mistakes) console.log(`not read: ${mistake}`);
  console.log(`${cases.length} cases in the corpus; judged ${rows.length - mutated} of them and ${mutated} mutations; ${open.length} disagreements that are not known`);
  return open.length + mistakes.length > 0 ? 1 : 0;
}

function shown(wanted: string, rows: readonly Row[], limit: number): string {
  if (wanted === 'classes') return `${classes(rows)}\n`;
  const isWanted = (row: Row) => (OUTCOMES.includes(wanted) ? row.outcome === wanted && !row.known : sameKind(wanted, row.specimen.kind));
  const some = rows.filter(row => isDisagreement(row) && isWanted(row));
  const more = some.length > limit ? [`... and ${some.length - limit} more (--limit)`] : [];
  return [...some.slice(0, limit).map(described), ...more].map(text => `${text}\n`).join('\n');
}

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (e) {
  console.error(`${(e as Error).message}\n${USAGE}`);
  process.exit(2);
}
main(options).then(code => { process.exitCode = code; }, e => {
  console.error((e as Error).message);
  process.exitCode = 2;
});
