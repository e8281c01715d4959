import type { Home } from './home';
import type { Run } from './run';
import { below } from './tree';
import { record, text } from '../../../manifest';

/** Every hook but the one at the end runs on a condition. Of tasks Argo finds that out when the hook would run. */
export function judgeHooks(run: Run, hooks: unknown, home: Home, path: string, ofTask = false): void {
  for (const [name, hook] of Object.entries(record(hooks))) {
    if (name !== 'exit' && text(record(hook).expression) === '') {
      run[ofTask ? 'warn' : 'refuse'](home, 'ARGO_HOOK', below(path, name, 'expression'), undefined, 'required: when the hook runs, e.g. workflow.status == "Running"; only the hook named exit needs none');
    }
  }
}

/** Whether a step or task runs something when it has ended. */
export const hasExitHook = ({ hooks, onExit }: Record<string, any>) => record(hooks).exit !== undefined || text(onExit) !== '';
