import type { Device, DeviceNodes } from './accelerator-device';
import { Cloud } from './platform';
import type { Problems } from './problems';
import { nearest } from '../check/nearest';

/** What slices of a type of TPU look like. */
interface TpuType {
  readonly dimensions: 2 | 3;
  /** Topologies that one machine can have; all of others have machines of 4 chips. */
  readonly oneHost: readonly string[];
  /** Topologies of several machines; undefined: any whose sides are multiples of 4, beside SMALL ones. */
  readonly manyHosts?: readonly string[];
}

const GRIDS = ['2x4', '4x4', '4x8', '8x8', '8x16', '16x16'];
/** Parts of a cube of 4x4x4. */
const SMALL = ['2x2x2', '2x2x4', '2x4x4'];

/**
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/plan-tpus
 */
const TPU_TYPES: Readonly<Record<string, TpuType>> = {
  'tpu-v3-device': { dimensions: 2, oneHost: ['2x2'], manyHosts: [] },
  'tpu-v3-slice': { dimensions: 2, oneHost: [], manyHosts: ['4x4', '4x8', '8x8', '8x16', '16x16', '16x32', '32x32'] },
  'tpu-v4-podslice': { dimensions: 3, oneHost: ['2x2x1'] },
  'tpu-v5-lite-device': { dimensions: 2, oneHost: ['1x1', '2x2', '2x4'], manyHosts: [] },
  'tpu-v5-lite-podslice': { dimensions: 2, oneHost: ['1x1', '2x2', '2x4'], manyHosts: GRIDS },
  'tpu-v5p-slice': { dimensions: 3, oneHost: ['2x2x1'] },
  'tpu-v6e-slice': { dimensions: 2, oneHost: ['1x1', '2x2', '2x4'], manyHosts: GRIDS },
  'tpu7x': { dimensions: 3, oneHost: ['1x1x1', '2x2x1'] },
};
/** Chips of a machine that is one of several. */
const CHIPS = 4;

/** A slice of Google TPUs: chips in a grid, on one machine or on several. */
export class Tpu implements Device {
  public readonly taint = 'google.com/tpu';
  public readonly count: number;
  public readonly hosts: number;
  private readonly chips: number;

  constructor(private readonly type: string, private readonly topology: string, private readonly chipsPerHost?: number) {
    this.chips = topology.split('x').reduce((product, n) => product * Number(n), 1);
    const most = typeOf(type) ? (typeOf(type)!.oneHost.includes(topology) ? this.chips : CHIPS) : this.chips;
    this.count = chipsPerHost ?? Math.min(most, this.chips);
    const hosts = this.chips / this.count;
    this.hosts = Number.isInteger(hosts) && hosts > 0 ? hosts : 1;
  }

  public get processes(): number {
    return this.count;
  }

  public resource(): string {
    return 'google.com/tpu';
  }

  public nodes(): DeviceNodes {
    return { nodeSelector: { 'cloud.google.com/gke-tpu-accelerator': this.type, 'cloud.google.com/gke-tpu-topology': this.topology } };
  }

  public check(problems: Problems, cloud: Cloud): void {
    const { topology, type } = this;
    const shape = (fix: string) => problems.add('ACCELERATOR_UNKNOWN', 'accelerator topology', topology, fix);
    if (cloud !== Cloud.GKE) {
      problems.add('PLATFORM_UNSUPPORTED', 'accelerator', 'google.com/tpu', 'TPUs are nodes of GKE: declare Platform cloud: Cloud.GKE');
      return;
    }
    if (!/^[1-9]\d{0,3}x[1-9]\d{0,3}(x[1-9]\d{0,3})?$/.test(topology)) return shape("use a grid of chips such as '2x4' or '2x2x1'");
    const known = typeOf(type);
    if (!known) {
      const near = nearest(type, Object.keys(TPU_TYPES));
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator type', type, near ? `did you mean '${near}'?` : `use one of ${Object.keys(TPU_TYPES).join(', ')}`);
      return;
    }
    const example = [...known.oneHost, ...known.manyHosts ?? []];
    if (topology.split('x').length !== known.dimensions) {
      return shape(`${type} is a grid of ${known.dimensions} dimensions, e.g. '${example[0]}'`);
    }
    if (!example.includes(topology) && !(known.manyHosts === undefined && isCubes(topology))) {
      return shape(known.manyHosts ? `${type} comes as ${[...new Set(example)].join(', ')}` : `${type} comes as ${[...known.oneHost, ...SMALL].join(', ')}, or with sides that are multiples of 4`);
    }
    this.checkHost(problems, known);
  }

  private checkHost(problems: Problems, { oneHost, manyHosts }: TpuType): void {
    const { chips, chipsPerHost, topology } = this;
    if (chipsPerHost === undefined) return;
    const many = (manyHosts?.includes(topology) ?? !oneHost.includes(topology)) && chips > CHIPS;
    const possible = [...oneHost.includes(topology) ? [chips] : [], ...many ? [CHIPS] : []];
    if (!possible.includes(chipsPerHost)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator chipsPerHost', chipsPerHost, `machines of ${this.type} ${topology} have ${possible.join(' or ')} chips`);
    }
  }
}

function typeOf(name: string): TpuType | undefined {
  return Object.hasOwn(TPU_TYPES, name) ? TPU_TYPES[name] : undefined;
}

function isCubes(topology: string): boolean {
  return SMALL.includes(topology) || topology.split('x').every(side => Number(side) % 4 === 0 && Number(side) <= 256);
}
