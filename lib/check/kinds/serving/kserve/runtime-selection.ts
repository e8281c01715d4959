import type { Implementation } from './components';
import type { Format, Runtime } from './runtimes';
import { NOT_INSTALLED, SHIPPED, runtimesFor } from './runtimes';
import type { Service, ServiceRule } from './service';
import { text } from './values';
import { isMap, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';

const PROTOCOLS = ['v1', 'v2', 'grpc-v1', 'grpc-v2'];
/** Fields and formats that speak v2 where nothing else is said. */
const V2_FIELDS = ['triton', 'onnx', 'huggingface'];
const V2_FORMATS = ['triton', 'vLLM'];

/** What a model asks of a runtime. */
interface Wanted {
  readonly format: string;
  readonly version: string | undefined;
  /** Undefined where neither the author nor defaulting says one. */
  readonly protocol: string | undefined;
  readonly multiNode: boolean;
}

/** The runtime that a model gets: the one it names, or one that is selected for its format. */
export const runtimeSelection: ServiceRule = (service, report) => {
  const { predictor, mode } = service;
  const model = predictor?.implementations.find(one => one.kind === 'model');
  if (!predictor || !model || mode.runs === 'ModelMesh') return;
  const protocolVersion = text(model.map.protocolVersion);
  if (protocolVersion !== undefined && protocolVersion !== '' && !PROTOCOLS.includes(protocolVersion)) {
    const near = nearest(protocolVersion, PROTOCOLS);
    report.warn('KSERVE_PROTOCOL_INVALID', `${model.path}.protocolVersion`, protocolVersion, `${near ? `did you mean '${near}'? ` : ''}one of ${PROTOCOLS.join(', ')}: no runtime speaks another`);
    return;
  }
  const wanted = wantedBy(model, isMap(predictor.map.workerSpec), protocolVersion);
  if (wanted.format === '') {
    report.warn('KSERVE_FORMAT_MISSING', `${model.path}.modelFormat.name`, undefined, 'add it: the runtime is chosen and checked by the format, and none fits without');
    return;
  }
  const runtime = model.field === 'model' ? text(model.map.runtime) : undefined;
  if (runtime === undefined) selected(service, model, wanted, report);
  else named(service, model, wanted, runtime, report);
};

function wantedBy({ field, map }: Implementation, multiNode: boolean, protocolVersion: string | undefined): Wanted {
  const format = field === 'model' ? text(record(map.modelFormat).name) ?? '' : field;
  const version = field === 'model' ? text(record(map.modelFormat).version) : undefined;
  const byDefault = V2_FIELDS.includes(field) || V2_FORMATS.includes(format) ? 'v2' : undefined;
  return { format, version, protocol: protocolVersion ?? byDefault, multiNode };
}

const speaks = (runtime: Runtime, protocol: string) => runtime.protocols.length === 0 || protocol === '' || runtime.protocols.includes(protocol);
const fits = ({ name, version }: Format, wanted: Wanted) => name === wanted.format && (wanted.version === undefined || version === wanted.version);

function selected({ manifest, scene }: Service, model: Implementation, wanted: Wanted, report: Report): void {
  const all = runtimesFor(scene.objects, manifest.metadata.namespace).filter(one => !one.disabled && !one.multiModel && one.multiNode === wanted.multiNode);
  const protocol = wanted.protocol ?? 'v1';
  const takes = (one: Runtime, want: Wanted) => one.formats.some(format => format.auto && fits(format, want));
  if (all.some(one => speaks(one, protocol) && takes(one, wanted))) return;
  const field = `${model.path}.${model.field === 'model' ? 'modelFormat.name' : ''}`.replace(/\.$/, '');
  const warn = (at: string, got: unknown, fix: string) => {
    report.warn('KSERVE_RUNTIME_NOT_FOUND', at, got, `${fix}${fix.endsWith('?') ? '' : ';'} no runtime of the input or of KServe fits, and without one in the cluster the controller stops`);
  };
  const others = all.filter(one => takes(one, wanted));
  if (others.length > 0) {
    const spoken = unique(others.flatMap(one => one.protocols));
    const said = wanted.protocol === undefined ? ' (v1 where it is not set)' : '';
    warn(`${model.path}.protocolVersion`, text(model.map.protocolVersion), `write ${spoken.join(' or ')}${said}: format ${wanted.format} is served by ${unique(others.map(one => one.name)).join(', ')}`);
    return;
  }
  const versions = unique(all.filter(one => speaks(one, protocol)).flatMap(one => one.formats)
    .filter(format => format.auto && format.name === wanted.format && format.version !== undefined).map(format => format.version!));
  if (versions.length > 0) {
    warn(`${model.path}.modelFormat.version`, wanted.version, `leave it out, or write ${versions.map(v => `'${v}'`).join(' or ')}: versions are compared letter by letter`);
    return;
  }
  const known = unique(all.flatMap(one => one.formats).filter(format => format.auto).map(format => format.name));
  const near = nearest(wanted.format, known);
  const hint = near !== undefined && near !== wanted.format ? `did you mean '${near}'?`
    : unselected(runtimesFor(scene.objects, manifest.metadata.namespace), wanted) ?? `name a runtime that serves it, or one of ${known.join(', ')}`;
  warn(field, wanted.format, hint);
}

/** Why a runtime that lists the format is not taken; undefined where none lists it. */
function unselected(runtimes: readonly Runtime[], wanted: Wanted): string | undefined {
  const listed = runtimes.filter(one => one.formats.some(format => fits(format, wanted)));
  const [first] = listed;
  if (!first) return undefined;
  if (wanted.multiNode && !first.multiNode) return 'remove workerSpec, or name a runtime that has one, as kserve-huggingfaceserver-multinode has for huggingface';
  if (first.disabled) return `enable runtime '${first.name}', or name another: it is disabled`;
  if (first.multiModel) return `name a runtime for one model: '${first.name}' serves many (multiModel)`;
  return `set autoSelect: true for the format in runtime '${first.name}', or name that runtime in model.runtime`;
}

function named({ manifest, scene }: Service, model: Implementation, wanted: Wanted, name: string, report: Report): void {
  const all = runtimesFor(scene.objects, manifest.metadata.namespace);
  const runtime = all.find(one => one.name === name);
  const path = `${model.path}.runtime`;
  if (!runtime) {
    if (NOT_INSTALLED.includes(name)) {
      report.note('KSERVE_RUNTIME_NOT_FOUND', path, name, 'KServe has a file of it that no chart installs: apply that one too');
    } else if (name.startsWith('kserve-')) {
      const near = nearest(name, SHIPPED.map(one => one.name));
      report.warn('KSERVE_RUNTIME_NOT_FOUND', path, name, `${near ? `did you mean '${near}'? KServe ships none of this name` : `one that KServe ships: ${SHIPPED.map(one => one.name).join(', ')}`}`);
    }
    return;
  }
  const warn = (at: string, got: unknown, fix: string) => report.warn('KSERVE_RUNTIME_MISMATCH', at, got, fix);
  if (runtime.disabled) warn(path, name, 'another runtime: this one is disabled');
  if (wanted.multiNode !== runtime.multiNode && wanted.multiNode) warn(path, name, 'a runtime with a workerSpec of its own, such as kserve-huggingfaceserver-multinode: the controller fails without');
  if (wanted.protocol !== undefined && !speaks(runtime, wanted.protocol)) {
    warn(`${model.path}.protocolVersion`, wanted.protocol, `${runtime.protocols.join(' or ')}: ${name} speaks no other`);
  }
  if (runtime.formats.some(format => fits(format, wanted))) return;
  const versions = runtime.formats.filter(format => format.name === wanted.format).map(format => format.version).filter(version => version !== undefined);
  if (versions.length > 0) warn(`${model.path}.modelFormat.version`, wanted.version, `leave it out, or write ${versions.map(v => `'${v}'`).join(' or ')}: ${name} has no other`);
  else {
    const formats = unique(runtime.formats.map(format => format.name));
    const near = nearest(wanted.format, formats);
    warn(`${model.path}.modelFormat.name`, wanted.format, formats.length === 0 ? `a runtime that lists it: ${name} lists no formats` : `${near && near !== wanted.format ? `did you mean '${near}'? ` : ''}${name} serves ${formats.join(', ')}`);
  }
}

const unique = (words: readonly string[]) => [...new Set(words)];
