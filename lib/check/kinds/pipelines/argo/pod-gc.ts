import type { Home } from './home';
import type { Run } from './run';
import { below } from './tree';
import { record } from '../../../manifest';
import { judgeSelector } from '../../kubernetes/labels';

/** The pods that are deleted early are chosen by a label selector, which Argo reads at once. */
export function judgePodGc(run: Run, home: Home): void {
  const teller = {
    refuse: (...[, field, got, fix]: Parameters<typeof tell>) => run.refuse(home, 'ARGO_POD_GC', field, got, fix),
    warn: tell,
  };
  judgeSelector(teller, record(home.spec.podGC).labelSelector, below(home.path, 'podGC', 'labelSelector'));
}

function tell(_code: string, _field: string, _got: unknown, _fix: string): void {
  // A selector gives no warnings.
}
