import { EMPTY, REPORT } from './report';
import { github } from '../../../lib/cli/formats/github';
import { json } from '../../../lib/cli/formats/json';
import { junit } from '../../../lib/cli/formats/junit';
import { sarif } from '../../../lib/cli/formats/sarif';
import { text } from '../../../lib/cli/formats/text';

describe('text', () => {
  test('is a line for each finding, and a line that counts', () => {
    expect(text(REPORT).split('\n')).toEqual([
      "dir/a.yaml:3  ConfigMap/bad  NAME_INVALID  metadata.name: got 'x'; 50%, say: <no>",
      'dir/a.yaml:7  ConfigMap/bad  PLAIN_SECRET (warning)  data.a: a secret',
      '-:2  Strange/<&">  KIND_UNKNOWN (info)  kind: unknown',
      './b,c.yaml:4:9  INPUT_UNUSABLE  no "YAML" & \ud800 \u0007',
      '/d e.yaml  INPUT_UNUSABLE  no such file or folder',
      '1 error, 1 warning in 3 objects, 1 unknown kind, 2 inputs unusable',
      '',
    ]);
  });

  test.each([
    [{}, '0 errors, 0 warnings in 1 object\n'],
    [{ errors: 2, warnings: 1 }, '2 errors, 1 warning in 1 object\n'],
    [{ infos: 1 }, '0 errors, 0 warnings, 1 info in 1 object\n'],
    [{ unknownKinds: 2, unusable: 1 }, '0 errors, 0 warnings in 1 object, 2 unknown kinds, 1 input unusable\n'],
  ])('counts %p', (counts, line) => {
    expect(text({ ...EMPTY, counts: { ...EMPTY.counts, ...counts } })).toBe(line);
  });
});

describe('json', () => {
  test('is an array, each finding in a line of its own', () => {
    expect(JSON.parse(json(REPORT))).toEqual([
      { file: 'dir/a.yaml', line: 3, apiVersion: 'v1', kind: 'ConfigMap', namespace: 'team', name: 'bad', code: 'NAME_INVALID', level: 'error', path: 'metadata.name', message: "metadata.name: got 'x'; 50%, say: <no>" },
      { file: 'dir/a.yaml', line: 7, apiVersion: 'v1', kind: 'ConfigMap', namespace: 'team', name: 'bad', code: 'PLAIN_SECRET', level: 'warning', path: 'data.a', message: 'data.a: a secret' },
      { file: '-', line: 2, apiVersion: 'v1', kind: 'Strange', namespace: 'team', name: '<&">', code: 'KIND_UNKNOWN', level: 'info', path: 'kind', message: 'kind: unknown' },
      { file: './b,c.yaml', line: 4, column: 9, code: 'INPUT_UNUSABLE', level: 'error', path: '', message: 'no "YAML" & \ud800 \u0007' },
      { file: '/d e.yaml', code: 'INPUT_UNUSABLE', level: 'error', path: '', message: 'no such file or folder' },
    ]);
    expect(json(REPORT).split('\n')).toHaveLength(8);
  });

  test('of nothing is an empty array', () => {
    expect(json(EMPTY)).toBe('[]\n');
  });
});

describe('github', () => {
  test('is a command for each finding, escaped as GitHub reads it', () => {
    expect(github(REPORT).split('\n')).toEqual([
      "::error file=dir/a.yaml,line=3,title=NAME_INVALID::metadata.name: got 'x'; 50%25, say: <no>",
      '::warning file=dir/a.yaml,line=7,title=PLAIN_SECRET::data.a: a secret',
      '::notice file=-,line=2,title=KIND_UNKNOWN::kind: unknown',
      '::error file=b%2Cc.yaml,line=4,col=9,title=INPUT_UNUSABLE::no "YAML" & \ud800 \u0007',
      '::error file=/d e.yaml,title=INPUT_UNUSABLE::no such file or folder',
      '',
    ]);
  });

  test('never breaks a line or starts another command', () => {
    const [finding] = REPORT.findings;
    expect(github({ ...REPORT, findings: [{ ...finding, file: 'a\n::error::b:c%', message: 'x\r\n::set-env name=y::z' }] })).toBe(
      '::error file=a%0A%3A%3Aerror%3A%3Ab%3Ac%25,line=3,title=NAME_INVALID::x%0D%0A::set-env name=y::z\n',
    );
  });
});

describe('junit', () => {
  test('is a test case for each object, in a suite for each file', () => {
    expect(junit(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdk8s-mlops check" tests="5" failures="1" errors="2">
  <testsuite name="dir/a.yaml" tests="2" failures="1" errors="0">
    <testcase name="ConfigMap/bad" classname="dir/a.yaml">
      <failure type="NAME_INVALID" message="metadata.name: got 'x'; 50%, say: &lt;no&gt;">dir/a.yaml:3  ConfigMap/bad  NAME_INVALID  metadata.name: got 'x'; 50%, say: &lt;no&gt;</failure>
      <system-out>dir/a.yaml:7  ConfigMap/bad  PLAIN_SECRET (warning)  data.a: a secret</system-out>
    </testcase>
    <testcase name="ConfigMap/fine" classname="dir/a.yaml"/>
  </testsuite>
  <testsuite name="-" tests="1" failures="0" errors="0">
    <testcase name="Strange/&lt;&amp;&quot;&gt;" classname="-">
      <system-out>-:2  Strange/&lt;&amp;&quot;&gt;  KIND_UNKNOWN (info)  kind: unknown</system-out>
    </testcase>
  </testsuite>
  <testsuite name="./b,c.yaml" tests="1" failures="0" errors="1">
    <testcase name="line 4" classname="./b,c.yaml">
      <error type="INPUT_UNUSABLE" message="no &quot;YAML&quot; &amp; \ufffd \ufffd">./b,c.yaml:4:9  INPUT_UNUSABLE  no &quot;YAML&quot; &amp; \ufffd \ufffd</error>
    </testcase>
  </testsuite>
  <testsuite name="/d e.yaml" tests="1" failures="0" errors="1">
    <testcase name="/d e.yaml" classname="/d e.yaml">
      <error type="INPUT_UNUSABLE" message="no such file or folder">/d e.yaml  INPUT_UNUSABLE  no such file or folder</error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test('fails for what is at or above the level', () => {
    expect(junit({ ...REPORT, level: 'warning' })).toContain(
      'data.a: a secret</failure>\n    </testcase>',
    );
  });
});

describe('sarif', () => {
  const log = JSON.parse(sarif(REPORT));
  const [{ tool: { driver }, results, invocations }] = log.runs;

  test('is SARIF 2.1.0 of one run', () => {
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0'), runs: [{ tool: { driver: { name: 'cdk8s-mlops', version: '0.0.0' } } }] });
    expect(invocations).toEqual([{ executionSuccessful: false }]);
    expect(JSON.parse(sarif(EMPTY)).runs[0]).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }], tool: { driver: { rules: [] } } });
  });

  test('has a rule for each code, with what it means and why', () => {
    expect(driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['INPUT_UNUSABLE', 'KIND_UNKNOWN', 'NAME_INVALID', 'PLAIN_SECRET']);
    expect(driver.rules[2]).toEqual({
      id: 'NAME_INVALID',
      shortDescription: { text: expect.stringMatching(/\.$/) },
      fullDescription: { text: expect.stringMatching(/\.$/) },
      help: { text: expect.stringContaining('Source: ') },
      properties: { source: expect.any(String) },
    });
    for (const { ruleId, ruleIndex } of results) expect(driver.rules[ruleIndex].id).toBe(ruleId);
  });

  test('has a result for each finding, with its level and place', () => {
    expect(results.map(({ level, locations: [{ physicalLocation: { artifactLocation: { uri }, region } }] }: any) => [level, uri, region])).toEqual([
      ['error', 'dir/a.yaml', { startLine: 3 }],
      ['warning', 'dir/a.yaml', { startLine: 7 }],
      ['note', 'stdin', { startLine: 2 }],
      ['error', 'b%2Cc.yaml', { startLine: 4, startColumn: 9 }],
      ['error', 'file:///d%20e.yaml', undefined],
    ]);
    expect(results[0]).toMatchObject({ message: { text: "metadata.name: got 'x'; 50%, say: <no>" }, locations: [{ logicalLocations: [{ fullyQualifiedName: 'ConfigMap/bad metadata.name' }] }] });
  });
});
