import type { Home } from './home';
import type { Run } from './run';
import type { Scope } from './scope';
import { ANY_ITEM } from './scope';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

export const isLoop = ({ withItems, withParam, withSequence }: Record<string, any>) => list(withItems).length > 0 || text(withParam) !== '' || has(withSequence);

/** Whether the outputs of all rounds are put together; those of a sequence are not. */
export const isAggregate = ({ withItems, withParam }: Record<string, any>) => list(withItems).length > 0 || text(withParam) !== '';

/** Judges the loop of a step or task, and adds what its items are called. */
export function judgeLoop(run: Run, holder: Record<string, any>, home: Home, path: string, scope: Scope, inline: boolean): void {
  const { withItems, withSequence } = holder;
  const set = ['withItems', 'withParam', 'withSequence'].filter(name => (Array.isArray(holder[name]) ? holder[name].length > 0 : has(holder[name]) && holder[name] !== ''));
  if (set.length > 1) {
    run.refuse(home, 'ARGO_LOOP', below(path, set[1]), undefined, `${set.join(' and ')} exclude each other; keep one`);
  } else if (set[0] === 'withItems') {
    for (const item of list(withItems)) {
      if (Array.isArray(item)) scope.add(...item.map((_, i) => `item.[${i}]`));
      else if (typeof item === 'object') scope.add(...Object.keys(record(item)).map(key => `item.${key}`));
    }
  } else if (set[0] === 'withParam') scope.add(ANY_ITEM);
  else if (set[0] === 'withSequence' && inline && has(record(withSequence).count) && has(record(withSequence).end)) {
    run.refuse(home, 'ARGO_LOOP', below(path, 'withSequence', 'end'), record(withSequence).end, 'count and end exclude each other; keep one');
  }
}
