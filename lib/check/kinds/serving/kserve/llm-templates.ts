import { isMap } from '../../../manifest';
import type { Report } from '../../../report';
import { fieldOf } from '../../../schema/cursor';

const DEEPEST = 100;

/**
 * Texts of a service or config are Go templates: KServe writes the whole object
 * as JSON, in which a double quote becomes \", and reads that as one template.
 */
export function judgeTemplates(spec: Record<string, any>, level: 'refuse' | 'warn', report: Report): void {
  const walk = (value: unknown, path: Array<string | number>): void => {
    if (typeof value === 'string') {
      if (value.includes('{{')) judgeText(value, path, level, report);
    } else if (path.length > DEEPEST) return;
    else if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i]));
    else if (isMap(value)) Object.entries(value).forEach(([name, item]) => walk(item, [...path, name]));
  };
  walk(spec, ['spec']);
}

function judgeText(text: string, path: ReadonlyArray<string | number>, level: 'refuse' | 'warn', report: Report): void {
  let from = text.indexOf('{{');
  while (from >= 0) {
    const end = text.indexOf('}}', from);
    const action = text.slice(from, end < 0 ? undefined : end + 2);
    if (action.includes('"') && !/^\{\{-?\s*\/\*/.test(action)) {
      report[level]('KSERVE_LLM_TEMPLATE', fieldOf(path), action, 'write texts between ` and `: KServe reads the template out of JSON, where a double quote is escaped, and cannot parse it');
      return;
    }
    if (end < 0) {
      report[level]('KSERVE_LLM_TEMPLATE', fieldOf(path), action, 'close it with }}: KServe reads every text as a Go template; {{ by itself is written {{ `{{` }}');
      return;
    }
    from = text.indexOf('{{', end);
  }
}
