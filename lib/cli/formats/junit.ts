import type { Finding } from '../findings';
import { titleOf } from '../names';
import type { Located } from '../objects';
import type { CheckReport } from '../report';
import { fails } from '../report';
import { lineOf } from './text';

/** JUnit XML: a test case for each object, a suite for each file. What is below the level stands in the output of its case. */
export function junit(report: CheckReport): string {
  const suites = suitesOf(report);
  const cases = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cdk8s-mlops check"${numbers(cases)}>`,
    ...[...suites].flatMap(([file, own]) => [`  <testsuite name="${escape(file)}"${numbers(own)}>`, ...own.map(one => one.xml), '  </testsuite>']),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case { readonly outcome: 'passed' | 'failed' | 'error'; readonly xml: string }

function suitesOf({ objects, findings, level }: CheckReport): Map<string, Case[]> {
  const suites = new Map<string, Case[]>();
  const add = (file: string, one: Case) => {
    const known = suites.get(file);
    if (known) known.push(one);
    else suites.set(file, [one]);
  };
  const byObject = new Map<Located, Finding[]>();
  for (const finding of findings) {
    if (!finding.object) continue;
    if (byObject.has(finding.object)) byObject.get(finding.object)!.push(finding);
    else byObject.set(finding.object, [finding]);
  }
  for (const object of objects) add(object.file, judged(object, byObject.get(object) ?? [], finding => fails(finding, level)));
  for (const finding of findings) if (!finding.object) add(finding.file, unreadable(finding));
  return suites;
}

function judged({ file, manifest }: Located, findings: readonly Finding[], isFailure: (finding: Finding) => boolean): Case {
  const failures = findings.filter(isFailure);
  const others = findings.filter(finding => !isFailure(finding));
  const content = [
    ...failures.length > 0 ? [`      <failure type="${failures[0].code}" message="${escape(failures[0].message)}">${lines(failures)}</failure>`] : [],
    ...others.length > 0 ? [`      <system-out>${lines(others)}</system-out>`] : [],
  ];
  return { outcome: failures.length > 0 ? 'failed' : 'passed', xml: testcase(titleOf(manifest), file, content) };
}

function unreadable(finding: Finding): Case {
  const { file, line, code, message } = finding;
  const error = `      <error type="${code}" message="${escape(message)}">${lines([finding])}</error>`;
  return { outcome: 'error', xml: testcase(line === undefined ? file : `line ${line}`, file, [error]) };
}

function testcase(name: string, file: string, content: readonly string[]): string {
  const start = `    <testcase name="${escape(name)}" classname="${escape(file)}"`;
  return content.length === 0 ? `${start}/>` : [`${start}>`, ...content, '    </testcase>'].join('\n');
}

const lines = (findings: readonly Finding[]) => findings.map(finding => escape(lineOf(finding))).join('\n');

function numbers(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']) => cases.filter(one => one.outcome === outcome).length;
  return ` tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}"`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no control characters at all, not even escaped. */
function escape(text: string): string {
  return text.replace(/[&<>"]/g, c => ENTITIES[c]).replace(/[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
