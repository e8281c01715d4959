import type { Row } from './platform';
import { found, workspaceKind } from './platform';

const PROBE = 'spec.podTemplate.activityProbe';
const JUPYTER = { jupyter: { lastActivity: true, portId: 'jupyterlab' } };
const script = (text: string) => ({ podExec: { script: text } });
const pause = (rest: object = {}, secondsSinceActive = 7200) => ({ config: { secondsSinceActive }, effect: { pauseWorkspace: true }, ...rest });
const sized = (size: string) => ({ match: { matchPodConfig: { selector: { matchLabels: { size } } } } });
const there = (label: object) => ({ match: { matchNamespace: { selector: { matchLabels: label } } } });

test.each<Row>([
  ['a probe of Jupyter', JUPYTER, []],
  ['a script', script('#!/usr/bin/env bash\nset -e\ndate\n'), []],
  ['a script from Windows', script('#! /bin/sh\r\ndate\r\n'), []],
  ['a script that nothing runs', script('date\n'), [`error WORKSPACE_KIND_PROBE ${PROBE}.podExec.script: got 'date\\n'; the first line says what runs it, such as #!/bin/bash`]],
  ['a script that runs nothing', script('#!\ndate'), [`error WORKSPACE_KIND_PROBE ${PROBE}.podExec.script: got '#!\\ndate'; the first line says what runs it, such as #!/bin/bash`]],
  ['a first line that is too long', script(`#!/bin/${'a'.repeat(260)}`), [expect.stringContaining('the first line has at most 255 characters after #!')] as never],
  ['a port that is misspelt', { jupyter: { lastActivity: true, portId: 'jupiterlab' } }, [`error WORKSPACE_KIND_PORT ${PROBE}.jupyter.portId: got 'jupiterlab'; did you mean 'jupyterlab'?`]],
  ['a port that is not there', { jupyter: { lastActivity: true, portId: 'ssh' } }, [`error WORKSPACE_KIND_PORT ${PROBE}.jupyter.portId: got 'ssh'; the id of one of spec.podTemplate.ports`]],
])('%s is judged', (_, activityProbe, lines) => {
  expect(found(workspaceKind({ activityProbe }))).toEqual(lines);
});

const RULE = (i: number) => `spec.activityRules[${i}]`;
test.each<[what: string, rules: object[], lines: string[]]>([
  ['one for all', [pause()], []],
  ['one for all behind others', [pause(sized('tiny')), pause(there({ env: 'dev' })), pause()], []],
  ['one that pauses nothing', [{ config: { secondsSinceActive: 7200 }, effect: { pauseWorkspace: false } }], []],
  ['one for all before others', [pause(), pause(sized('tiny'))], [
    `error WORKSPACE_KIND_RULE ${RULE(0)}.match: without a match it is for all workspaces: put it last, or say which ones it is for`,
  ]],
  ['two for all', [pause({ match: {} }), pause()], [
    `error WORKSPACE_KIND_RULE ${RULE(0)}.match: without a match it is for all workspaces: put it last, or say which ones it is for`,
    `error WORKSPACE_KIND_RULE ${RULE(1)}.match: there is a rule for all workspaces already: say which ones this is for`,
  ]],
  ['a selector that is none', [pause({ match: { matchNamespace: { selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } } } })], [
    `error SELECTOR_INVALID ${RULE(0)}.match.matchNamespace.selector.matchExpressions[0].values: In needs values`,
  ]],
  ['a size that is not there', [pause(sized('gpu'))], [
    `warning WORKSPACE_KIND_RULE ${RULE(0)}.match.matchPodConfig.selector: no option has such labels under spawner.labels: the rule is never used`,
  ]],
  ['one that is too early', [pause({}, 600)], [
    `warning WORKSPACE_KIND_RULE ${RULE(0)}.config.secondsSinceActive: got 600; at least 7200, twice the probeIntervalSeconds: workspaces are paused too early otherwise`,
  ]],
])('of rules, %s is judged', (_, activityRules, lines) => {
  expect(found(workspaceKind({ activityProbe: JUPYTER }, { activityRules }))).toEqual(lines);
});

test('the interval of the probe counts', () => {
  expect(found(workspaceKind({ activityProbe: { ...JUPYTER, probeIntervalSeconds: 300 } }, { activityRules: [pause({}, 600)] }))).toEqual([]);
});

test('a pause needs a probe', () => {
  expect(found(workspaceKind({}, { activityRules: [pause()] }))).toEqual([
    `error WORKSPACE_KIND_PROBE ${PROBE}: say how activity is seen: a rule pauses workspaces by it`,
  ]);
});

const filter = (match: object) => ({ filterRules: [{ scope: 'POD_CONFIG', match: [match], effect: { ui: { hide: true } } }] });
const RULE_MATCH = 'spec.filterRules[0].match[0]';
test.each<Row>([
  ['a label of a size', { matchPodConfig: { selector: { matchLabels: { size: 'tiny' } } } }, []],
  ['a label of an image', { matchImageConfig: { selector: { matchLabels: { python: '3.12' } } } }, []],
  ['a label that no image has', { matchImageConfig: { selector: { matchLabels: { python: '2.7' } } } }, [
    `warning WORKSPACE_KIND_RULE ${RULE_MATCH}.matchImageConfig.selector: no option has such labels under spawner.labels: the rule is never used`,
  ]],
  ['an operator that is none', { matchNamespace: { selector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } } }, [
    `warning SELECTOR_INVALID ${RULE_MATCH}.matchNamespace.selector.matchExpressions[0].operator: got 'Is'; one of In, NotIn, Exists, DoesNotExist`,
  ]],
])('a filter of %s is judged', (_, match, lines) => {
  expect(found(workspaceKind({}, filter(match)))).toEqual(lines);
});
