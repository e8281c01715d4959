import { join } from 'path';
import type { Obj } from './corpus';
import { kindOf } from './corpus';
import type { Oracle, Refusals } from './oracle';
import { Memory } from './oracle';
import { Admission } from './oracle-admission';
import { ApiServer } from './oracle-api-server';
import type { Specimen } from './sample';
import type { Answer } from './verdicts';

const ROOT = join(__dirname, '..', '..');
const CHECKERS = join(ROOT, '..', 'shared', 'cluster', 'admission');

/** The oracles at hand. */
export class Panel {
  public static async of(wanted: 'api-server' | 'admission' | 'both'): Promise<Panel> {
    const server = wanted === 'admission' ? 'the API server (--oracle)' : await ApiServer.of(process.env.KUBECONFIG);
    const { admission, missing, kinds } = await Admission.of(CHECKERS);
    const asked = wanted !== 'api-server' && admission !== undefined;
    return new Panel(
      typeof server === 'string' ? undefined : server,
      asked ? admission : undefined,
      kinds,
      [...typeof server === 'string' ? [server] : [], ...wanted === 'api-server' ? ['the admission checkers (--oracle)'] : missing],
    );
  }

  private constructor(
    private readonly server: ApiServer | undefined,
    private readonly admission: Admission | undefined,
    /** Kinds that admission would judge, asked or not. */
    private readonly admissionKinds: ReadonlySet<string>,
    /** Who is not asked, and why. */
    public readonly missing: readonly string[],
  ) {}

  /** What the oracles say of each; admission is asked only about what the API server takes, as in a cluster. */
  public async ask(specimens: readonly Specimen[]): Promise<Answer[]> {
    const served = this.server ? await this.asked(this.server, specimens.map(({ objects }) => objects)) : [];
    const open = [...specimens.keys()].filter(i => !served[i]?.length);
    const reviewed = this.admission ? await this.asked(this.admission, open.map(i => specimens[i].objects)) : [];
    const reviews = new Map(open.map((i, at) => [i, reviewed[at]]));
    return specimens.map(({ objects }, i) => {
      const review = reviews.get(i);
      const needed = objects.some(object => this.admissionKinds.has(kindOf(object)));
      return { refusals: [...served[i] ?? [], ...review ?? []], certain: served[i] !== undefined && (!needed || review !== undefined) };
    });
  }

  public close(): void {
    this.server?.close();
  }

  private async asked(oracle: Oracle, cases: readonly (readonly Obj[])[]): Promise<(Refusals | undefined)[]> {
    const memory = new Memory(join(ROOT, 'tmp', 'agreement', `${oracle.name}.jsonl`));
    return memory.ask(oracle, cases, (done, of) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${oracle.name}: ${done} of ${of} new cases${done === of ? '\n' : ''}`);
    });
  }
}
