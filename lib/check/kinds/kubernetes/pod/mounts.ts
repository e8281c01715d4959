import { isAbsent, list } from '../../../manifest';
import type { Teller } from '../values';
import { eachMap, isEmpty } from '../values';

/** What a pod knows of its volumes, by name: whether block devices may come from them, or the API server drops them with their mounts. */
export type Volumes = ReadonlyMap<string, 'device' | 'files' | 'dropped'>;

const READ_ONLY = ['Disabled', 'Enabled', 'IfPossible'];

/** Where a container mounts volumes; `volumes` is undefined where a controller may add some. */
export function judgeMounts(report: Teller, container: Record<string, any>, volumes: Volumes | undefined, at: string): void {
  const mounts = list(container.volumeMounts);
  const devices = list(container.volumeDevices);
  if (mounts.length > 0) {
    const paths = new Set<unknown>();
    eachMap(mounts, (mount, i) => {
      const { name, mountPath } = mount;
      if (volumes && typeof name === 'string' && name !== '' && !volumes.has(name)) unknownVolume(report, name, volumes, `${at}.volumeMounts[${i}].name`);
      if (paths.has(mountPath)) report.refuse('MOUNT_DUPLICATE', `${at}.volumeMounts[${i}].mountPath`, mountPath, 'two volumes at one path; mount one of them elsewhere');
      paths.add(mountPath);
      judgeSubPath(report, mount, `${at}.volumeMounts[${i}]`);
      judgePropagation(report, mount, container, `${at}.volumeMounts[${i}]`);
    });
  }
  if (devices.length > 0) judgeDevices(report, devices, mounts, volumes, at);
}

function unknownVolume(report: Teller, name: string, volumes: Volumes, field: string): void {
  const known = [...volumes.keys()].map(volume => `'${volume}'`).slice(0, 8);
  report.refuse('VOLUME_UNKNOWN', field, name, `the pod has ${known.length > 0 ? `volumes ${known.join(', ')}` : 'no volumes'}: add this one, or mount one of them`);
}

function judgeSubPath(report: Teller, { subPath, subPathExpr }: Record<string, any>, at: string): void {
  if (!isEmpty(subPath)) relative(report, subPath, `${at}.subPath`);
  if (isEmpty(subPathExpr)) return;
  if (!isEmpty(subPath)) report.refuse('NOT_EXACTLY_ONE', `${at}.subPathExpr`, subPathExpr, 'subPath is given too: keep one of the two');
  relative(report, subPathExpr, `${at}.subPathExpr`);
}

function judgePropagation(report: Teller, mount: Record<string, any>, container: Record<string, any>, at: string): void {
  const { mountPropagation, recursiveReadOnly, readOnly } = mount;
  if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    report.refuse('FIELD_NOT_ALLOWED', `${at}.mountPropagation`, mountPropagation, 'only privileged containers may mount in both directions');
  }
  if (typeof recursiveReadOnly !== 'string') return;
  if (!READ_ONLY.includes(recursiveReadOnly)) report.refuse('VALUE_UNKNOWN', `${at}.recursiveReadOnly`, recursiveReadOnly, `one of ${READ_ONLY.join(', ')}`);
  else if (recursiveReadOnly !== 'Disabled') {
    if (readOnly !== true) report.refuse('FIELD_NOT_ALLOWED', `${at}.recursiveReadOnly`, recursiveReadOnly, 'only with readOnly: true');
    if (!isAbsent(mountPropagation) && mountPropagation !== 'None') report.refuse('FIELD_NOT_ALLOWED', `${at}.recursiveReadOnly`, recursiveReadOnly, 'only without mountPropagation');
  }
}

function judgeDevices(report: Teller, devices: readonly any[], mounts: readonly any[], volumes: Volumes | undefined, at: string): void {
  const names = new Set(mounts.map(mount => mount?.name));
  const paths = new Set(mounts.map(mount => mount?.mountPath));
  eachMap(devices, (device, i) => {
    const { name, devicePath } = device;
    const field = `${at}.volumeDevices[${i}]`;
    if (typeof name === 'string' && name !== '') {
      const kind = volumes?.get(name);
      if (volumes && (!kind || kind === 'dropped')) unknownVolume(report, name, volumes, `${field}.name`);
      if (kind === 'files') report.refuse('VOLUME_KIND', `${field}.name`, name, 'a block device comes from a persistentVolumeClaim or ephemeral volume');
      if (names.has(name)) report.refuse('MOUNT_DUPLICATE', `${field}.name`, name, 'the volume is mounted or attached already');
    }
    if (typeof devicePath === 'string' && devicePath !== '') {
      if (devicePath.split('/').includes('..')) report.refuse('PATH_INVALID', `${field}.devicePath`, devicePath, "no '..' in it");
      if (paths.has(devicePath)) report.refuse('MOUNT_DUPLICATE', `${field}.devicePath`, devicePath, 'something else is at this path');
    }
    names.add(name);
    paths.add(devicePath);
  });
}

/** A path below another one. */
export function relative(report: Teller, path: unknown, field: string): void {
  if (typeof path !== 'string') return;
  if (path.startsWith('/')) report.refuse('PATH_INVALID', field, path, 'a path below the volume: no / in front');
  backsteps(report, path, field);
}

export function backsteps(report: Teller, path: unknown, field: string): void {
  if (typeof path === 'string' && path.includes('..') && path.split('/').includes('..')) report.refuse('PATH_INVALID', field, path, "no '..' in it");
}

/** The path of a file in a volume of keys. */
export function fileInVolume(report: Teller, path: unknown, field: string): void {
  relative(report, path, field);
  if (typeof path === 'string' && path.startsWith('..') && path !== '..' && !path.startsWith('../')) report.refuse('PATH_INVALID', field, path, "no '..' in front: such names are reserved");
}
