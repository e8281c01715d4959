import { isAbsent, isMap, list } from '../../../manifest';
import { isLabel, isSubdomain } from '../forms';
import type { Teller } from '../values';
import { child, atLeast, between, eachMap, filled, isEmpty, quantity } from '../values';
import { backsteps, fileInVolume, relative } from './mounts';

/** What the API server wants of a source, whether a pod or a PersistentVolume has it. */
export type SourceJudge = (report: Teller, source: Record<string, any>, at: string) => void;

const wants = (...keys: string[]): SourceJudge => (report, source, at) => {
  for (const key of keys) filled(report, source, key, at);
};

const disk = (id: string): SourceJudge => (report, source, at) => {
  filled(report, source, id, at);
  between(report, source, 'partition', 0, 255, at);
};

const monitors: SourceJudge = (report, source, at) => {
  if (list(source.monitors).length === 0) report.refuse('VALUE_MISSING', `${at}.monitors`, undefined, 'name the monitors of the Ceph cluster');
};

/** Sources that pods and PersistentVolumes share. */
export const SHARED_SOURCES: Record<string, SourceJudge> = {
  awsElasticBlockStore: disk('volumeID'),
  azureDisk: judgeAzureDisk,
  azureFile: wants('secretName', 'shareName'),
  cephfs: monitors,
  cinder: (report, source, at) => {
    filled(report, source, 'volumeID', at);
    if (isMap(source.secretRef)) filled(report, source.secretRef, 'name', `${at}.secretRef`);
  },
  fc: judgeFibreChannel,
  flexVolume: (report, source, at) => {
    filled(report, source, 'driver', at);
    for (const key of Object.keys(isMap(source.options) ? source.options : {})) {
      if (/(^|\.)(kubernetes|k8s)\.io$/i.test(key.split('/', 1)[0])) report.refuse('NAME_INVALID', child(`${at}.options`, key), undefined, 'names of kubernetes.io and k8s.io are reserved');
    }
  },
  flocker: judgeFlocker,
  gcePersistentDisk: disk('pdName'),
  glusterfs: wants('endpoints', 'path'),
  hostPath: (report, source, at) => backsteps(report, source.path, `${at}.path`),
  iscsi: judgeIscsi,
  nfs: (report, source, at) => {
    wants('server', 'path')(report, source, at);
    if (typeof source.path === 'string' && source.path !== '' && !source.path.startsWith('/')) report.refuse('PATH_INVALID', `${at}.path`, source.path, 'an absolute path: begin with /');
  },
  photonPersistentDisk: wants('pdID'),
  portworxVolume: wants('volumeID'),
  quobyte: judgeQuobyte,
  rbd: (report, source, at) => {
    monitors(report, source, at);
    filled(report, source, 'image', at);
  },
  scaleIO: wants('gateway', 'system', 'volumeName'),
  storageos: judgeStorageOs,
  vsphereVolume: wants('volumePath'),
};

/** Sources that only pods have, apart from those with files of their own. */
export const POD_SOURCES: Record<string, SourceJudge> = {
  configMap: (report, source, at) => {
    filled(report, source, 'name', at, 'a volume is made of one ConfigMap');
    judgeKeys(report, source, at);
  },
  csi: (report, source, at) => {
    judgeDriver(report, source.driver, `${at}.driver`);
    if (!isMap(source.nodePublishSecretRef)) return;
    const { name } = source.nodePublishSecretRef;
    filled(report, source.nodePublishSecretRef, 'name', `${at}.nodePublishSecretRef`);
    if (!isEmpty(name) && typeof name === 'string' && !isSubdomain(name)) report.refuse('NAME_INVALID', `${at}.nodePublishSecretRef.name`, name, 'it names a Secret: use lower-case letters, digits, - and .');
  },
  emptyDir: (report, source, at) => {
    quantity(report, source.sizeLimit, `${at}.sizeLimit`);
    const { medium } = source;
    if (typeof medium === 'string' && !/^(Memory|HugePages(-.+)?)?$/.test(medium)) report.warn('VALUE_UNKNOWN', `${at}.medium`, medium, 'Memory, HugePages, or left out: the node cannot mount anything else');
  },
  gitRepo: (report, source, at) => {
    filled(report, source, 'repository', at);
    relative(report, source.directory, `${at}.directory`);
  },
  persistentVolumeClaim: (report, source, at) => {
    filled(report, source, 'claimName', at);
    const { claimName } = source;
    if (typeof claimName === 'string' && claimName !== '' && !isSubdomain(claimName)) {
      report.warn('NAME_INVALID', `${at}.claimName`, claimName, 'no claim can have this name, and the pod waits for it without end: use lower-case letters, digits, - and .');
    }
  },
  secret: (report, source, at) => {
    filled(report, source, 'secretName', at, 'a volume is made of one Secret');
    judgeKeys(report, source, at);
  },
};

/** Keys of a ConfigMap or Secret and the files they become. */
export function judgeKeys(report: Teller, source: Record<string, any>, at: string): void {
  judgeMode(report, source, 'defaultMode', at);
  eachMap(source.items, (item, i) => {
    fileInVolume(report, item.path, `${at}.items[${i}].path`);
    judgeMode(report, item, 'mode', `${at}.items[${i}]`);
  });
}

/** Permission bits; YAML reads 0644 as octal, JSON and 644 are decimal. */
export function judgeMode(report: Teller, fields: Record<string, any>, key: string, at: string): void {
  const mode = fields[key];
  if (typeof mode === 'number' && !(mode >= 0 && mode <= 0o777)) report.refuse('VALUE_OUT_OF_RANGE', `${at}.${key}`, mode, '0 to 0777 in octal, which is 511: write it with a 0 in front');
}

/** The name of a CSI driver. */
export function judgeDriver(report: Teller, driver: unknown, field: string): void {
  if (typeof driver !== 'string' || driver === '') return;
  if (driver.length > 63 || !isSubdomain(driver.toLowerCase())) report.refuse('NAME_INVALID', field, driver, 'a driver has at most 63 letters, digits, - and .');
}

function judgeAzureDisk(report: Teller, source: Record<string, any>, at: string): void {
  wants('diskName', 'diskURI')(report, source, at);
  const { kind = 'Shared', diskURI } = source;
  if (typeof diskURI !== 'string' || diskURI === '') return;
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (!diskURI.startsWith(start)) report.refuse('VALUE_UNKNOWN', `${at}.diskURI`, diskURI, `a ${String(kind)} disk begins with ${start}`);
}

function judgeFibreChannel(report: Teller, source: Record<string, any>, at: string): void {
  const names = list(source.targetWWNs).length;
  if (names === 0 && list(source.wwids).length === 0) report.refuse('NOT_EXACTLY_ONE', `${at}.targetWWNs`, undefined, 'give targetWWNs or wwids');
  if (names === 0) return;
  if (list(source.wwids).length > 0) report.refuse('NOT_EXACTLY_ONE', `${at}.targetWWNs`, undefined, 'wwids are given too: keep one of the two');
  if (isAbsent(source.lun)) report.refuse('VALUE_MISSING', `${at}.lun`, undefined, 'targetWWNs want a lun beside them');
  between(report, source, 'lun', 0, 255, at);
}

function judgeFlocker(report: Teller, { datasetName, datasetUUID }: Record<string, any>, at: string): void {
  if (isEmpty(datasetName) === isEmpty(datasetUUID)) report.refuse('NOT_EXACTLY_ONE', at, undefined, 'give one of datasetName, datasetUUID');
  if (typeof datasetName === 'string' && datasetName.includes('/')) report.refuse('NAME_INVALID', `${at}.datasetName`, datasetName, 'no / in it');
}

const INITIATOR = /^(?:iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+|eui.[A-Za-z0-9]{16}|naa.[A-Za-z0-9]{32})$/;

function judgeIscsi(report: Teller, source: Record<string, any>, at: string): void {
  wants('targetPortal', 'iqn')(report, source, at);
  for (const key of ['iqn', 'initiatorName']) {
    const name = source[key];
    const isBad = typeof name === 'string' && (name !== '' || key === 'initiatorName') && (name.length > 1024 || !INITIATOR.test(name));
    if (isBad) report.refuse('NAME_INVALID', `${at}.${key}`, name, 'a name such as iqn.2026-01.com.example:disk');
  }
  between(report, source, 'lun', 0, 255, at);
  if ((source.chapAuthDiscovery === true || source.chapAuthSession === true) && isAbsent(source.secretRef)) report.refuse('VALUE_MISSING', `${at}.secretRef`, undefined, 'CHAP wants the Secret of its credentials');
}

function judgeQuobyte(report: Teller, source: Record<string, any>, at: string): void {
  wants('registry', 'volume')(report, source, at);
  const { registry, tenant } = source;
  if (typeof registry === 'string' && registry !== '' && !registry.split(',').every(pair => /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair))) {
    report.refuse('ADDRESS_INVALID', `${at}.registry`, registry, 'host:port, or several with commas between');
  }
  if (typeof tenant === 'string' && tenant.length >= 65) report.refuse('NAME_TOO_LONG', `${at}.tenant`, tenant, 'at most 64 characters');
}

function judgeStorageOs(report: Teller, source: Record<string, any>, at: string): void {
  filled(report, source, 'volumeName', at);
  for (const key of ['volumeName', 'volumeNamespace']) {
    const name = source[key];
    if (typeof name === 'string' && name !== '' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.${key}`, name, 'use at most 63 lower-case letters, digits and -');
  }
  if (isMap(source.secretRef)) filled(report, source.secretRef, 'name', `${at}.secretRef`);
}

/** How long tokens live. */
export function judgeExpiration(report: Teller, fields: Record<string, any>, at: string): void {
  const { expirationSeconds: seconds } = fields;
  if (typeof seconds === 'number' && seconds > 2 ** 32) report.refuse('VALUE_OUT_OF_RANGE', `${at}.expirationSeconds`, seconds, 'at most 4294967296');
  else atLeast(report, fields, 'expirationSeconds', 600, at);
}
