import { circleText, cycleOf } from './graph';
import type { Home } from './home';
import type { Run } from './run';
import { holdersOf } from './templates';
import { below } from './tree';
import { list, record, text } from '../../../manifest';

/** Warns of templates that call themselves and nothing ends it: Argo stops them at a depth of 100. */
export function judgeCircles(run: Run, home: Home): void {
  const templates = list(home.spec.templates).map(record);
  const place = new Map(templates.map(({ name }, i) => [text(name), i]));
  const edges = templates.map(template => holdersOf({ template, path: '' }).flatMap(({ holder }) => {
    const other = text(holder.when) === '' ? place.get(text(holder.template)) : undefined;
    return other === undefined ? [] : [other];
  }));
  const circle = cycleOf(edges);
  if (circle === undefined) return;
  run.warn(home, 'ARGO_RECURSION', below(home.path, 'templates', circle[0]), circleText(circle.map(i => templates[i].name)), 'templates that call each other need a when that ends it');
}
