import { judgeUnknownKind } from './api-versions';
import { judgeCel } from './cel';
import { Compiler } from './compile';
import type { Hint } from './cursor';
import { Cursor } from './cursor';
import { withDefaults, withoutNulls } from './defaults';
import { hintsOf } from './hints';
import type { SchemaKind } from './pack';
import { SchemaPack } from './pack';
import { expected, isOfType } from './scalars';
import { record } from '../manifest';
import type { Report } from '../report';

let compiler: Compiler | undefined;

/** What the input itself brings: kinds whose CustomResourceDefinition is in it, as `group/Kind`. */
export interface OwnKinds {
  has(kind: string): boolean;
}

/** Judges an object by the schema and the CEL rules of its kind; false where its kind is not known. */
export function judgeSchema(manifest: unknown, report: Report, own: OwnKinds, told: Set<string>): void {
  const at = new Cursor(report);
  if (!isOfType('object', manifest)) {
    at.refuse('SCHEMA_TYPE', manifest, 'expected an object with apiVersion, kind and metadata', 'apiVersion');
    return;
  }
  const object = manifest as Record<string, any>;
  if (!identified(object, at)) return;
  const { apiVersion, kind } = object;
  compiler ??= new Compiler(SchemaPack.load());
  const known = compiler.pack.find(apiVersion, kind);
  if (!known || !known.served) unknownKind(apiVersion, kind, report, own, told);
  if (!known) metadata(object, at);
  else judgeKnown(compiler, known, object, report);
}

function identified(object: Record<string, any>, at: Cursor): boolean {
  if (['apiVersion', 'kind'].every(field => object[field] === undefined || object[field] === null)) {
    at.refuse('SCHEMA_REQUIRED', undefined, 'neither apiVersion nor kind: this is no Kubernetes manifest', 'apiVersion');
    return false;
  }
  for (const field of ['apiVersion', 'kind']) {
    const got = object[field];
    if (typeof got !== 'string' || got === '') {
      at.refuse(got === undefined || got === null || got === '' ? 'SCHEMA_REQUIRED' : 'SCHEMA_TYPE', got ?? undefined, 'every object has an apiVersion and a kind', field);
    }
  }
  return !at.failed;
}

function unknownKind(apiVersion: string, kind: string, report: Report, own: OwnKinds, told: Set<string>): void {
  const isOwn = own.has(`${apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))}/${kind}`);
  const { refused, fix } = isOwn ? { refused: false, fix: 'known by the CustomResourceDefinition of this input alone: its schema and rules are not judged' } : judgeUnknownKind(compiler!.pack, apiVersion, kind);
  if (refused) report.refuse('API_VERSION_GONE', 'apiVersion', `${apiVersion} ${kind}`, fix);
  else if (!told.has(`${apiVersion} ${kind}`)) {
    told.add(`${apiVersion} ${kind}`);
    report.note('KIND_UNKNOWN', 'kind', `${apiVersion} ${kind}`, fix);
  }
}

function metadata(object: Record<string, any>, at: Cursor): void {
  at.enter('metadata');
  compiler!.check(compiler!.pack.objectMeta, 'builtIn')(object.metadata ?? {}, at);
  at.leave();
}

/** An object as the server sees it when rules are asked: it has made a name of `generateName`. */
function named(object: Record<string, any>): Record<string, any> {
  const { name, generateName } = record(object.metadata);
  return name === undefined && typeof generateName === 'string' ? { ...object, metadata: { ...object.metadata, name: `${generateName}x7x7x` } } : object;
}

/** Built-in kinds that do without a spec although it has required fields. */
const SPECLESS = new Set(['DeviceClass', 'CSIDriver', 'CSINode', 'ResourceClaim', 'ResourceClaimTemplate', 'LimitRange', 'Namespace', 'NetworkPolicy', 'ReplicationController']);

/** Fields of the root that have to be there; a spec with required fields is one. */
function requiredOf(c: Compiler, { builtIn, kind, schema }: SchemaKind): readonly string[] {
  const { required = [], properties = {} } = c.pack.nodes[schema];
  if (!builtIn) return required.filter(name => !IDENTITY.has(name));
  if (kind === 'PodTemplate') return ['template'];
  if (SPECLESS.has(kind)) return [];
  const spec = properties.spec === undefined ? undefined : c.pack.nodes[properties.spec].required;
  return [...required.filter(name => !IDENTITY.has(name) && !OPTIONAL.has(`${kind}.${name}`)), ...spec && spec.length > 0 && !required.includes('spec') ? ['spec'] : []];
}

/** Kinds of other projects whose webhooks, or validating controllers, read them into Go types. */
const READ_BY_WEBHOOK = new RegExp([
  '^kubeflow\\.org/(TFJob|PyTorchJob|XGBoostJob|PaddleJob|JAXJob|MPIJob|Experiment)$', '^(serving\\.kserve\\.io|trainer\\.kubeflow\\.org|jobset\\.x-k8s\\.io|serving\\.knative\\.dev)/',
  '^kueue\\.x-k8s\\.io/(ClusterQueue|ResourceFlavor|Cohort)$', '^argoproj\\.io/(Workflow|WorkflowTemplate|ClusterWorkflowTemplate|CronWorkflow)$', '^ray\\.io/', '\\.istio\\.io/',
  '^(batch|scheduling)\\.volcano\\.sh/', '^leaderworkerset\\.x-k8s\\.io/',
].join('|'));

/** Required by the OpenAPI document, and filled in or not asked for by the server. */
const OPTIONAL = new Set(['ControllerRevision.revision', 'EndpointSlice.endpoints', 'PriorityClass.value']);

/** What every object has, whatever the schema of its CRD says. */
const IDENTITY = new Set(['apiVersion', 'kind', 'metadata']);

/** What holds for all objects of a kind. */
const ABOUT = new WeakMap<SchemaKind, { hint?: Hint; decoded: boolean; required: readonly string[] }>();

function judgeKnown(c: Compiler, known: SchemaKind, given: Record<string, any>, report: Report): void {
  let about = ABOUT.get(known);
  if (!about) {
    const kind = `${known.group}/${known.kind}`;
    ABOUT.set(known, about = { hint: hintsOf(kind), decoded: known.builtIn === true || READ_BY_WEBHOOK.test(kind), required: requiredOf(c, known) });
  }
  const at = new Cursor(report, about.hint, about.decoded);
  const root = c.pack.nodes[known.schema];
  const mode = known.builtIn ? 'builtIn' as const : 'custom' as const;
  if (given.metadata !== undefined && !isOfType('object', given.metadata)) {
    at.refuse('SCHEMA_TYPE', given.metadata, expected('object', given.metadata), 'metadata');
    return;
  }
  const object = mode === 'custom' ? withDefaults(c.pack, known.schema, withoutNulls(c.pack, known.schema, named(given))) : given;
  metadata(object, at);
  const fields = root.properties ?? {};
  for (const name of Object.keys(object)) {
    const value = object[name];
    const index = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined || IDENTITY.has(name)) continue;
    if (index === undefined) {
      if (!root['x-kubernetes-preserve-unknown-fields']) at.unknown(name, Object.keys(fields));
    } else if (value !== null) {
      // A status is wiped on creation.
      if (name === 'status' && !known.ownStatus && mode === 'custom') continue;
      at.enter(name);
      c.check(index, name === 'status' && !known.ownStatus ? 'decode' : mode)(value, at);
      at.leave();
    }
  }
  for (const name of about.required) {
    if (object[name] === undefined || object[name] === null) at.refuse('SCHEMA_REQUIRED', undefined, 'required', name);
  }
  if (mode === 'custom') {
    if (fields.metadata !== undefined) {
      at.enter('metadata');
      c.check(fields.metadata, 'value')(record(object.metadata), at);
      at.leave();
    }
    if (!at.failed) judgeCel(c.pack, known.schema, object, at);
  }
}
