import { Linter } from '../../lib';
import { exemptionAnnotations } from '../../lib/core';

const ALL = [Linter.KUBE_SCORE, Linter.KUBE_LINTER, Linter.POLARIS, Linter.CHECKOV];
const of = (linter: Linter, check = 'check', reason = 'a reason') => ({ linter, check, reason });

test.each<[Linter, object]>([
  [Linter.KUBE_LINTER, { 'ignore-check.kube-linter.io/check': 'a reason' }],
  [Linter.POLARIS, { 'polaris.fairwinds.com/check-exempt': 'true' }],
  [Linter.CHECKOV, { 'checkov.io/skip1': 'check=a reason' }],
  [Linter.KUBE_SCORE, { 'kube-score/ignore': 'check' }],
])('%s reads its exemptions from an annotation of its own', (linter, annotations) => {
  expect(exemptionAnnotations([of(linter)], ALL)).toEqual(annotations);
});

test.each<[Linter, object]>([
  [Linter.KUBE_LINTER, { 'ignore-check.kube-linter.io/a': 'one', 'ignore-check.kube-linter.io/b': 'two' }],
  [Linter.POLARIS, { 'polaris.fairwinds.com/a-exempt': 'true', 'polaris.fairwinds.com/b-exempt': 'true' }],
  [Linter.CHECKOV, { 'checkov.io/skip1': 'a=one', 'checkov.io/skip2': 'b=two' }],
  [Linter.KUBE_SCORE, { 'kube-score/ignore': 'a,b' }],
])('%s takes several', (linter, annotations) => {
  expect(exemptionAnnotations([of(linter, 'a', 'one'), of(linter, 'b', 'two')], ALL)).toEqual(annotations);
});

test('linters that the platform does not name are not spoken to', () => {
  const exemptions = ALL.map(linter => of(linter));
  expect(exemptionAnnotations(exemptions, [])).toEqual({});
  expect(exemptionAnnotations(exemptions, [Linter.POLARIS])).toEqual({ 'polaris.fairwinds.com/check-exempt': 'true' });
});

test('nothing to exempt leaves no annotation', () => {
  expect(exemptionAnnotations([], ALL)).toEqual({});
});

test('the numbers of checkov count its own exemptions alone', () => {
  expect(exemptionAnnotations([of(Linter.POLARIS), of(Linter.CHECKOV, 'a'), of(Linter.KUBE_SCORE), of(Linter.CHECKOV, 'b')], [Linter.CHECKOV]))
    .toEqual({ 'checkov.io/skip1': 'a=a reason', 'checkov.io/skip2': 'b=a reason' });
});
