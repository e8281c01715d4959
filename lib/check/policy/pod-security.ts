import { containersOf, record, records } from '../manifest';
import type { EmbeddedPod } from '../manifest';
import type { Report } from '../report';

/** The levels of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

export const POD_SECURITY_LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** Reports one field against a standard. */
type Found = (standard: 'baseline' | 'restricted', field: string, got: unknown, fix: string) => void;

const CAPABILITIES = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
]);
const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const RESTRICTED_VOLUMES = new Set(['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']);

/**
 * Judges a pod by the Pod Security Standards, as Kubernetes 1.34 does.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function judgePodSecurity(pod: EmbeddedPod, standard: PodSecurityLevel, report: Report, tell: 'warn' | 'note'): void {
  if (standard === 'privileged') return;
  const found: Found = (of, field, got, fix) => {
    if (of === 'restricted' && standard === 'baseline') return;
    report[tell](of === 'baseline' ? 'POD_SECURITY_BASELINE' : 'POD_SECURITY_RESTRICTED', field, got, `Pod Security ${of}: ${fix}`);
  };
  const at = pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`);
  host(pod, at, found);
  volumes(pod, at, found);
  const podContext = record(pod.spec.securityContext);
  context(podContext, `${at}.securityContext`, found);
  for (const { key } of records(podContext.sysctls).map(({ name }) => ({ key: name }))) {
    if (!SYSCTLS.has(key)) found('baseline', `${at}.securityContext.sysctls`, key, 'a sysctl that is not safe: remove it');
  }
  for (const { container, path } of containersOf(pod)) containerSecurity(container, path, podContext, `${at}.securityContext`, found);
}

function host(pod: EmbeddedPod, at: string, found: Found): void {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod.spec[field] === true) found('baseline', `${at}.${field}`, true, 'namespaces of the host are refused: leave it out');
  }
}

function volumes(pod: EmbeddedPod, at: string, found: Found): void {
  pod.spec.volumes?.forEach((volume, i) => {
    for (const source of Object.keys(volume)) {
      if (source === 'hostPath') found('baseline', `${at}.volumes[${i}].hostPath`, record(volume.hostPath).path, 'hostPath is refused: use a PersistentVolumeClaim or emptyDir');
      else if (!RESTRICTED_VOLUMES.has(source)) found('restricted', `${at}.volumes[${i}].${source}`, undefined, `volumes of kind ${source} are refused: use a PersistentVolumeClaim`);
    }
  });
}

/** What pod and container may both say. */
function context(c: Record<string, any>, at: string, found: Found): void {
  const { seLinuxOptions, seccompProfile, appArmorProfile, windowsOptions, runAsUser, runAsNonRoot } = c;
  const { type, user, role } = record(seLinuxOptions);
  if (type !== undefined && !SELINUX_TYPES.has(type)) found('baseline', `${at}.seLinuxOptions.type`, type, 'one of container_t, container_init_t, container_kvm_t, container_engine_t');
  if (user) found('baseline', `${at}.seLinuxOptions.user`, user, 'may not be set');
  if (role) found('baseline', `${at}.seLinuxOptions.role`, role, 'may not be set');
  if (record(seccompProfile).type === 'Unconfined') found('baseline', `${at}.seccompProfile.type`, 'Unconfined', 'use RuntimeDefault');
  if (record(appArmorProfile).type === 'Unconfined') found('baseline', `${at}.appArmorProfile.type`, 'Unconfined', 'use RuntimeDefault');
  if (record(windowsOptions).hostProcess === true) found('baseline', `${at}.windowsOptions.hostProcess`, true, 'host processes are refused');
  if (runAsUser === 0) found('restricted', `${at}.runAsUser`, 0, 'root is refused: use an id above 0');
  if (runAsNonRoot === false) found('restricted', `${at}.runAsNonRoot`, false, 'has to be true');
}

function containerSecurity(container: any, path: string, pod: Record<string, any>, podAt: string, found: Found): void {
  const own = record(container.securityContext);
  const at = `${path}.securityContext`;
  context(own, at, found);
  if (own.privileged === true) found('baseline', `${at}.privileged`, true, 'privileged containers are refused: remove it');
  if (own.procMount !== undefined && own.procMount !== 'Default') found('baseline', `${at}.procMount`, own.procMount, 'has to be Default');
  records(container.ports).forEach(({ hostPort }, i) => {
    if (typeof hostPort === 'number' && hostPort !== 0) found('baseline', `${path}.ports[${i}].hostPort`, hostPort, 'ports of the host are refused: use a Service');
  });
  const { add, drop } = record(own.capabilities);
  const added: unknown[] = Array.isArray(add) ? add : [];
  for (const capability of added) {
    if (!CAPABILITIES.has(String(capability))) found('baseline', `${at}.capabilities.add`, capability, 'a capability beyond the default set: remove it');
    else if (capability !== 'NET_BIND_SERVICE') found('restricted', `${at}.capabilities.add`, capability, 'only NET_BIND_SERVICE may be added');
  }
  if (!(Array.isArray(drop) && drop.includes('ALL'))) found('restricted', `${at}.capabilities.drop`, drop, 'has to hold ALL');
  if (own.allowPrivilegeEscalation !== false) found('restricted', `${at}.allowPrivilegeEscalation`, own.allowPrivilegeEscalation, 'has to be false');
  if (own.runAsNonRoot === undefined && pod.runAsNonRoot === undefined) found('restricted', `${podAt}.runAsNonRoot`, undefined, 'has to be true, for the pod or each container');
  const seccomp = record(own.seccompProfile).type ?? record(pod.seccompProfile).type;
  if (seccomp === undefined) found('restricted', `${podAt}.seccompProfile.type`, undefined, 'has to be RuntimeDefault or Localhost, for the pod or each container');
}
