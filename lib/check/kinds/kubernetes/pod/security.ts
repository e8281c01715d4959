import { isAbsent, isMap, list } from '../../../manifest';
import { isSubdomain } from '../forms';
import type { Teller } from '../values';
import { among, between, isEmpty } from '../values';
import { relative } from './mounts';

const ID = 2147483647;
const SYSCTL = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;
const IPC_SYSCTL = /^(kernel\.(sem|shmall|shmmax|shmmni|shm_rmid_forced|shm|msgmax|msgmnb|msgmni|msg)$|fs\.mqueue\.)/;
const BAD_USER = /["/\\:;|=,+*?<>@[\]]/;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const WINDOWS_DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** The securityContext of a pod, with the fields of the pod that bear on it. */
export function judgePodSecurity(report: Teller, spec: Record<string, any>, at: string): void {
  const { securityContext: context } = spec;
  if (!isMap(context)) return;
  const field = `${at}.securityContext`;
  for (const key of ['runAsUser', 'runAsGroup', 'fsGroup']) between(report, context, key, 0, ID, field);
  list(context.supplementalGroups).forEach((group, i) => {
    if (typeof group === 'number' && !(group >= 0 && group <= ID)) report.refuse('VALUE_OUT_OF_RANGE', `${field}.supplementalGroups[${i}]`, group, `0 to ${ID}`);
  });
  judgeProfiles(report, context, field);
  among(report, context, 'seLinuxChangePolicy', ['MountOption', 'Recursive'], field);
  judgeWindowsOptions(report, context.windowsOptions, `${field}.windowsOptions`);
  judgeSysctls(report, context, spec, `${field}.sysctls`);
}

/** The securityContext of a container. */
export function judgeSecurity(report: Teller, context: unknown, hostUsers: boolean, at: string): void {
  if (!isMap(context)) return;
  for (const key of ['runAsUser', 'runAsGroup']) between(report, context, key, 0, ID, at);
  if (context.procMount === 'Unmasked' && hostUsers) report.refuse('FIELD_NOT_ALLOWED', `${at}.procMount`, context.procMount, 'only in a pod with hostUsers: false');
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged === true) report.refuse('FIELDS_CONFLICT', `${at}.allowPrivilegeEscalation`, false, 'a privileged container can always escalate: leave one of the two out');
    if (list(context.capabilities?.add).includes('CAP_SYS_ADMIN')) report.refuse('FIELDS_CONFLICT', `${at}.allowPrivilegeEscalation`, false, 'CAP_SYS_ADMIN can always escalate: leave one of the two out');
  }
  judgeProfiles(report, context, at);
  judgeWindowsOptions(report, context.windowsOptions, `${at}.windowsOptions`);
}

function judgeProfiles(report: Teller, { seccompProfile, appArmorProfile }: Record<string, any>, at: string): void {
  if (isMap(seccompProfile)) {
    judgeLocalhost(report, seccompProfile, `${at}.seccompProfile`);
    if (seccompProfile.type === 'Localhost') relative(report, seccompProfile.localhostProfile, `${at}.seccompProfile.localhostProfile`);
  }
  if (!isMap(appArmorProfile)) return;
  const { type, localhostProfile: profile } = appArmorProfile;
  judgeLocalhost(report, appArmorProfile, `${at}.appArmorProfile`);
  if (type !== 'Localhost' || typeof profile !== 'string') return;
  if (profile.trim() !== profile) report.refuse('NAME_INVALID', `${at}.appArmorProfile.localhostProfile`, profile, 'no blanks around it');
  else if (profile === '') report.refuse('VALUE_MISSING', `${at}.appArmorProfile.localhostProfile`, profile, 'the name of a profile on the node');
  else if (profile.length > 4095) report.refuse('NAME_TOO_LONG', `${at}.appArmorProfile.localhostProfile`, undefined, 'at most 4095 characters');
}

function judgeLocalhost(report: Teller, { type, localhostProfile }: Record<string, any>, at: string): void {
  if (type === 'Localhost') {
    if (isAbsent(localhostProfile)) report.refuse('VALUE_MISSING', `${at}.localhostProfile`, undefined, 'type Localhost names a profile on the node');
  } else if (!isAbsent(localhostProfile)) report.refuse('FIELD_NOT_ALLOWED', `${at}.localhostProfile`, localhostProfile, 'only with type Localhost');
}

function judgeSysctls(report: Teller, { sysctls }: Record<string, any>, { hostNetwork, hostIPC }: Record<string, any>, at: string): void {
  const seen = new Set<string>();
  list(sysctls).forEach((sysctl, i) => {
    const name = sysctl?.name;
    if (typeof name !== 'string' || name === '') return;
    if (name.length > 253 || !SYSCTL.test(name)) report.refuse('NAME_INVALID', `${at}[${i}].name`, name, 'the name of a kernel parameter, such as net.core.somaxconn');
    else if (seen.has(name)) report.refuse('NAME_DUPLICATE', `${at}[${i}].name`, name, 'the parameter is set already');
    seen.add(name);
    const dotted = normalized(name);
    if (hostNetwork === true && dotted.startsWith('net.')) report.refuse('FIELD_NOT_ALLOWED', `${at}[${i}].name`, name, 'not with hostNetwork: it would change the node');
    if (hostIPC === true && IPC_SYSCTL.test(dotted)) report.refuse('FIELD_NOT_ALLOWED', `${at}[${i}].name`, name, 'not with hostIPC: it would change the node');
  });
}

/** Names with slashes become dotted; dots inside of them are slashes then. */
function normalized(name: string): string {
  const first = name.search(/[./]/);
  return first < 0 || name[first] === '.' ? name : name.replace(/[./]/g, c => (c === '.' ? '/' : '.'));
}

function judgeWindowsOptions(report: Teller, options: unknown, at: string): void {
  if (!isMap(options)) return;
  const { gmsaCredentialSpecName: specName, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  if (typeof specName === 'string' && !isSubdomain(specName)) report.refuse('NAME_INVALID', `${at}.gmsaCredentialSpecName`, specName, 'it names an object: use lower-case letters, digits, - and .');
  if (spec === '') report.refuse('VALUE_MISSING', `${at}.gmsaCredentialSpec`, spec, 'leave it out, or fill it in');
  else if (typeof spec === 'string' && Buffer.byteLength(spec) > 65536) report.refuse('DATA_TOO_LARGE', `${at}.gmsaCredentialSpec`, undefined, 'at most 64 KiB');
  if (typeof user === 'string' && !isWindowsUser(user)) report.refuse('NAME_INVALID', `${at}.runAsUserName`, user, 'a Windows user: DOMAIN\\user or user');
}

function isWindowsUser(name: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (name.length > 512 || /[\u0000-\u001f\u007f]/.test(name)) return false;
  const parts = name.split('\\');
  if (parts.length > 2) return false;
  const [user, domain] = parts.length === 1 ? parts : [parts[1], parts[0]];
  if (domain !== undefined && (domain.length >= 256 || !(NET_BIOS.test(domain) || WINDOWS_DOMAIN.test(domain)))) return false;
  return !isEmpty(user) && user.length <= 104 && !/^[. ]+$/.test(user) && !BAD_USER.test(user);
}
