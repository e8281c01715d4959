import { judgeSelected } from './workspace-options';
import { isAbsent, isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { judgeSelector } from '../kubernetes/labels';
import { eachMap } from '../kubernetes/values';

const PROBE = 'spec.podTemplate.activityProbe';
const SHEBANG = /^#![ \t]*[^ \t]+(?:[ \t].+)?$/;
const DEFAULT_INTERVAL = 3600;

/** How a WorkspaceKind knows that nobody works, and what follows. */
export function judgeActivity(spec: Record<string, any>, ports: readonly string[] | undefined, report: Report): void {
  const pod = record(spec.podTemplate);
  judgeProbe(record(pod.activityProbe), ports, report);
  judgeRules(list(spec.activityRules), pod, report);
}

function judgeProbe({ podExec, jupyter }: Record<string, any>, ports: readonly string[] | undefined, report: Report): void {
  const { script } = record(podExec);
  if (typeof script === 'string' && script !== '') {
    const line = script.slice(0, 4096).split(/[\r\n]/, 1)[0];
    if (!SHEBANG.test(line)) report.refuse('WORKSPACE_KIND_PROBE', `${PROBE}.podExec.script`, script, 'the first line says what runs it, such as #!/bin/bash');
    else if (Buffer.byteLength(line) > 257) report.refuse('WORKSPACE_KIND_PROBE', `${PROBE}.podExec.script`, script, 'the first line has at most 255 characters after #!');
  }
  const { portId } = record(jupyter);
  if (typeof portId === 'string' && ports && !ports.includes(portId)) {
    const near = nearest(portId, ports);
    report.refuse('WORKSPACE_KIND_PORT', `${PROBE}.jupyter.portId`, portId, near ? `did you mean '${near}'?` : 'the id of one of spec.podTemplate.ports');
  }
}

const isForAll = (match: unknown) => isAbsent(record(match).matchNamespace) && isAbsent(record(match).matchPodConfig);
const pauses = (rule: unknown) => record(record(rule).effect).pauseWorkspace;

/** The first rule that fits counts. */
function judgeRules(rules: readonly unknown[], pod: Record<string, any>, report: Report): void {
  const { probeIntervalSeconds } = record(pod.activityProbe);
  const interval = typeof probeIntervalSeconds === 'number' ? probeIntervalSeconds : DEFAULT_INTERVAL;
  let hasForAll = false;
  const last = rules.reduce<number>((found, rule, i) => (isAbsent(pauses(rule)) ? found : i), -1);
  eachMap(rules, ({ match, config }, i) => {
    const field = `spec.activityRules[${i}]`;
    judgeMatch(record(match), pod, `${field}.match`, report);
    if (!isAbsent(pauses(rules[i])) && isForAll(match)) {
      if (hasForAll) report.refuse('WORKSPACE_KIND_RULE', `${field}.match`, undefined, 'there is a rule for all workspaces already: say which ones this is for');
      else if (i < last) report.refuse('WORKSPACE_KIND_RULE', `${field}.match`, undefined, 'without a match it is for all workspaces: put it last, or say which ones it is for');
      hasForAll = true;
    }
    const seconds = record(config).secondsSinceActive;
    if (typeof seconds === 'number' && seconds < 2 * interval) {
      report.warn('WORKSPACE_KIND_RULE', `${field}.config.secondsSinceActive`, seconds, `at least ${2 * interval}, twice the probeIntervalSeconds: workspaces are paused too early otherwise`);
    }
  });
  if (rules.some(rule => pauses(rule) === true) && isAbsent(pod.activityProbe)) {
    report.refuse('WORKSPACE_KIND_PROBE', PROBE, undefined, 'say how activity is seen: a rule pauses workspaces by it');
  }
}

function judgeMatch(match: Record<string, any>, pod: Record<string, any>, at: string, report: Report): void {
  for (const key of ['matchNamespace', 'matchPodConfig']) {
    const { selector } = record(match[key]);
    if (!isMap(selector)) continue;
    judgeSelector(report, selector, `${at}.${key}.selector`);
    if (key === 'matchPodConfig') judgeSelected(selector, record(pod.options).podConfig, `${at}.${key}.selector`, report);
  }
}
