import { judgeCircles } from './circles';
import type { Home } from './home';
import { judgeHookCalls, judgeHooksOf } from './later-calls';
import { judgeLiterals } from './literals';
import { judgePods } from './pods';
import type { Run } from './run';
import { judgeSettings, judgeWorkflowSettings } from './settings';
import { everyTemplate } from './templates';
import { below } from './tree';
import { judgeVolumes } from './volumes';

/** What Argo takes, and then ignores or fails at. `templates` is what the workflow runs. */
export function judgePitfalls(run: Run, home: Home, templates: Home | undefined): void {
  judgeWorkflowSettings(run, home);
  judgeCircles(run, home);
  if (templates) judgeHooksOf(run, home, templates, home.spec.hooks, below(home.path, 'hooks'));
  for (const located of everyTemplate(home)) {
    judgeSettings(run, located);
    judgeLiterals(run, located);
    judgeHookCalls(run, located);
    judgePods(run, located);
    if (!run.isTemplate) judgeVolumes(run, located);
  }
}
