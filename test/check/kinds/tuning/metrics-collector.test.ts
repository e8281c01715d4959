import { experiment, katibSays } from './experiments';
import type { Manifest } from '../../../../lib/check';
import { DEFAULT_CLUSTER } from '../../../../lib/check';
import { foundIn } from '../../manifests';

const collecting = (kind: unknown, source?: object, rest: object = {}) =>
  experiment({ metricsCollectorSpec: { collector: { kind, ...rest }, ...source && { source } } });
const filtered = (kind: string, ...metricsFormat: unknown[]) => collecting(kind, { filter: { metricsFormat } });

test.each<[string, Manifest, string[]]>([
  ['none', experiment({ metricsCollectorSpec: {} }), []],
  ['an unknown kind', collecting('stdout'), [
    "error TUNING_VALUE_UNKNOWN spec.metricsCollectorSpec.collector.kind: got 'stdout'; did you mean 'StdOut'? one of StdOut, File, TensorFlowEvent, PrometheusMetric, Custom, Push",
  ]],
  ['no kind', collecting(undefined), [
    'error TUNING_VALUE_UNKNOWN spec.metricsCollectorSpec.collector.kind: one of StdOut, File, TensorFlowEvent, PrometheusMetric, Custom, Push',
  ]],
  ['the old kind None', collecting('None'), [
    "error TUNING_VALUE_UNKNOWN spec.metricsCollectorSpec.collector.kind: got 'None'; did you mean 'Push'? one of StdOut, File, TensorFlowEvent, PrometheusMetric, Custom, Push",
  ]],
  ['one that katib-config lacks', collecting('PrometheusMetric'), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.collector.kind: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent",
  ]],
  ['a file', collecting('File', { fileSystemPath: { path: '/a/b.log', kind: 'File', format: 'TEXT' }, filter: { metricsFormat: ['(a)(b)'] } }), []],
  ['a file at its default path', collecting('File'), []],
  ['a file of JSON', collecting('File', { fileSystemPath: { path: '/a/b.json', format: 'JSON' } }), []],
  ['a relative path of a directory in another format', collecting('File', { fileSystemPath: { path: 'a.log', kind: 'Directory', format: 'json' } }), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.path: got 'a.log'; an absolute path, beginning with /",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.kind: got 'Directory'; the collector File reads a File",
    "error TUNING_VALUE_UNKNOWN spec.metricsCollectorSpec.source.fileSystemPath.format: got 'json'; did you mean 'JSON'? one of TEXT, JSON",
  ]],
  ['a file of JSON with a filter', collecting('File', { fileSystemPath: { format: 'JSON' }, filter: {} }), [
    'error TUNING_COLLECTOR spec.metricsCollectorSpec.source.filter: a file of format JSON takes no filter; remove it',
  ]],
  ['TensorFlow events', collecting('TensorFlowEvent', { fileSystemPath: { path: '/logs', kind: 'Directory' } }), []],
  ['TensorFlow events in a file', collecting('TensorFlowEvent', { fileSystemPath: { path: 'logs', kind: 'File', format: 'TEXT' } }), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.path: got 'logs'; an absolute path, beginning with /",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.kind: got 'File'; the collector TensorFlowEvent reads a Directory",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.format: got 'TEXT'; the collector TensorFlowEvent has one format; remove the field",
  ]],
  ['Prometheus by the name of a port', collecting('PrometheusMetric', { httpGet: { port: 'metrics', path: 'metrics' } }), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.collector.kind: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.httpGet.port: got 'metrics'; the number of a port; a name is not looked up",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.httpGet.path: got 'metrics'; a path, beginning with /",
  ]],
  ['Prometheus on a port below zero', collecting('PrometheusMetric', { httpGet: { port: -1 } }), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.collector.kind: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent",
    'error TUNING_COLLECTOR spec.metricsCollectorSpec.source.httpGet.port: got -1; the number of a port; a name is not looked up',
  ]],
  ['Prometheus on a port in quotes', collecting('PrometheusMetric', { httpGet: { port: '8080', path: '/m' } }), [
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.collector.kind: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent",
  ]],
  ['one of its own', collecting('Custom', { fileSystemPath: { path: '/a', kind: 'File' } }, { customCollector: { name: 'c', image: 'c:1' } }), []],
  ['one of its own without a container', collecting('Custom', { fileSystemPath: { path: 'a', kind: 'Dir' } }), [
    'error TUNING_REQUIRED spec.metricsCollectorSpec.collector.customCollector: the collector Custom needs the container that collects',
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath.path: got 'a'; an absolute path, beginning with /",
    "error TUNING_VALUE_UNKNOWN spec.metricsCollectorSpec.source.fileSystemPath.kind: got 'Dir'; one of File, Directory",
  ]],
  ['sources that are not looked at', collecting('Push', { fileSystemPath: { path: '/a' }, httpGet: { port: 80 }, filter: { metricsFormat: ['('] } }), [
    'warning TUNING_COLLECTOR spec.metricsCollectorSpec.source.httpGet: the collector Push does not look at it; remove it, or choose another kind',
    'warning TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath: the collector Push does not look at it; remove it, or choose another kind',
    'warning TUNING_COLLECTOR spec.metricsCollectorSpec.source.filter: the collector Push does not look at it; remove it, or choose another kind',
  ]],
  ['a path for StdOut', collecting('StdOut', { fileSystemPath: { path: '/a' } }), [
    'warning TUNING_COLLECTOR spec.metricsCollectorSpec.source.fileSystemPath: the collector StdOut does not look at it; remove it, or choose another kind',
  ]],
])('the metrics collector: %s', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['a good one', filtered('File', '([\\w|-]+)\\s*=\\s*([+-]?\\d*(\\.\\d+)?([Ee][+-]?\\d+)?)'), []],
  ['a lookahead', filtered('File', '(a)(?=b)(c)'), [
    "error TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(a)(?=b)(c)'; lookahead and lookbehind are not in Go regular expressions (RE2)",
  ]],
  ['a backreference', filtered('File', '(a)(b)\\1'), [
    "error TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(a)(b)\\1'; \\1: Go regular expressions (RE2) have no backreferences",
  ]],
  ['one group', filtered('File', 'a=(\\d+)'), [
    "error TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got 'a=(\\d+)'; two groups in ( ) are needed: the first is the name of the metric, the second its value",
  ]],
  ['two groups, one of them without a capture', filtered('File', '(?:a)=(\\d+)'), [
    "warning TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(?:a)=(\\d+)'; no metric is read: two groups that capture are needed, the name of the metric and its value",
  ]],
  ['two groups on two lines', filtered('File', '(a)\\n(b)'.replace('\\n', String.fromCharCode(10))), [
    "error TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(a)\\n(b)'; two groups in ( ) are needed: the first is the name of the metric, the second its value",
  ]],
  ['a semicolon', filtered('File', '(a);(b)'), [
    "warning TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(a);(b)'; the collector takes ; for the end of a filter: write \\x3b",
  ]],
  ['a bad one for StdOut', filtered('StdOut', '(a)(b', '(a)'), [
    "warning TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got '(a)(b'; accepted, and no metric is read: a ( without )",
    "warning TUNING_FILTER spec.metricsCollectorSpec.source.filter.metricsFormat[1]: got '(a)'; accepted, and no metric is read: two groups in ( ) are needed: the first is the name of the metric, the second its value",
  ]],
  ['a number', filtered('File', 5), [
    'error SCHEMA_TYPE spec.metricsCollectorSpec.source.filter.metricsFormat[0]: got 5; expected text, not a whole number: put it in quotes',
  ]],
])('filters of metrics: %s', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test('a collector of the cluster is known', () => {
  const cluster = { ...DEFAULT_CLUSTER, katib: { ...DEFAULT_CLUSTER.katib, collectors: ['StdOut', 'PrometheusMetric'] } };
  const found = foundIn([collecting('PrometheusMetric')], { outside: [], cluster }).filter(line => line.includes('TUNING_COLLECTOR'));
  expect(found).toEqual([]);
});
