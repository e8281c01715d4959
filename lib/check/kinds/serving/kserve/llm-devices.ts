import { annotation, annotationPath } from './values';
import type { Manifest } from '../../../manifest';
import type { Report } from '../../../report';

const PREFIX = 'serving.kserve.io/exp-dra-';
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Devices of Dynamic Resource Allocation, asked for in annotations. */
export function judgeDevices(manifest: Manifest, report: Report): void {
  const refuse = (name: string, got: string | undefined, fix: string) => report.refuse('KSERVE_LLM_DRA', annotationPath(`${PREFIX}${name}`), got, fix);
  const [deviceClass, count, selector, container] = ['device-class', 'device-count', 'cel-selector', 'container-name'].map(name => annotation(manifest, `${PREFIX}${name}`));
  if (deviceClass === undefined) {
    if ((count ?? selector ?? container) !== undefined) refuse('device-class', undefined, 'add it: the other exp-dra annotations say which devices of a DeviceClass, and how many');
  } else if (!isSubdomain(deviceClass.trim())) {
    refuse('device-class', deviceClass, 'the name of a DeviceClass: lower-case letters, digits, - and .');
  }
  if (count !== undefined && count.trim() !== '' && !(/^[+-]?\d+$/.test(count.trim()) && Number(count) >= 1 && Number(count) < 2 ** 63)) refuse('device-count', count, "a whole number of at least '1'");
  if (selector !== undefined && selector.trim() === '') refuse('cel-selector', selector, 'at least one CEL expression, each on a line of its own');
  if (container !== undefined && !LABEL.test(container.trim())) refuse('container-name', container, 'the name of a container: lower-case letters, digits and -');
}

const isSubdomain = (name: string) => name.length <= 253 && name.split('.').every(part => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part));
