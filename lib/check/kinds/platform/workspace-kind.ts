import { judgeActivity } from './activity';
import { moved } from './made';
import { judgeText } from './path-prefix';
import { judgeOptions, judgeSelected, optionsOf } from './workspace-options';
import { minorOf } from '../../cluster';
import { isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';
import { judgeAnnotations, judgeLabels, judgeSelector } from '../kubernetes/labels';
import { judgeEnv } from '../kubernetes/pod/env';
import { judgeMounts } from '../kubernetes/pod/mounts';
import { judgeProbes } from '../kubernetes/pod/probes';
import { judgePodSecurity, judgeSecurity } from '../kubernetes/pod/security';
import { judgeVolumes } from '../kubernetes/pod/volumes';
import { child, eachMap, later } from '../kubernetes/values';

const POD = 'spec.podTemplate';

/** What the webhook and the controller of Kubeflow Workspaces 2.0 want of a WorkspaceKind. */
export const workspaceKind: KindRule = {
  kinds: ['kubeflow.org/WorkspaceKind'],
  judge({ spec }, report, scene) {
    const pod = record(spec.podTemplate);
    const { labels, annotations } = record(pod.podMetadata);
    judgeLabels(report, labels, `${POD}.podMetadata.labels`);
    judgeAnnotations(report, annotations, `${POD}.podMetadata.annotations`);
    const ports = portsOf(pod);
    judgeTexts(pod, ports, report);
    judgeOptions(pod, ports, report);
    judgeActivity(spec, ports, report);
    judgeFilters(spec, report);
    judgeVolumesOf(pod, report, scene);
    judgeProbesOf(pod, report);
    judgePodSecurity(later(report), { securityContext: pod.securityContext }, POD);
    judgeSecurity(later(report), pod.containerSecurityContext, true, `${POD}.containerSecurityContext`);
  },
};

/** The ids of the ports that images may have; undefined where they cannot be read. */
function portsOf({ ports }: Record<string, any>): readonly string[] | undefined {
  return Array.isArray(ports) ? ports.map(port => record(port).id).filter(id => typeof id === 'string') : undefined;
}

/** Texts in which the path of a port may be filled in. */
function judgeTexts(pod: Record<string, any>, ports: readonly string[] | undefined, report: Report): void {
  eachMap(pod.extraEnv, ({ value }, i) => judgeText(value, `${POD}.extraEnv[${i}].value`, ports, report));
  judgeEnv(moved(report, 'spec.env', `${POD}.extraEnv`), list(pod.extraEnv), 'spec');
  eachMap(pod.ports, ({ httpProxy }, i) => {
    const headers = record(record(httpProxy).requestHeaders);
    for (const key of ['set', 'add']) {
      for (const [name, value] of Object.entries(record(headers[key]))) judgeText(value, child(`${POD}.ports[${i}].httpProxy.requestHeaders.${key}`, name), ports, report);
    }
  });
}

const OWN = /^(home-volume|(data|secret)-volume-\d+)$/;

/** Volumes of the kind come after those of the workspace, and give way to them. */
function judgeVolumesOf(pod: Record<string, any>, report: Report, { cluster }: Scene): void {
  const known = judgeVolumes(later(report), list(pod.extraVolumes), { minor: minorOf(cluster) }, `${POD}.extraVolumes`);
  eachMap(pod.extraVolumes, ({ name }, i) => {
    if (typeof name === 'string' && OWN.test(name)) report.warn('WORKSPACE_KIND_VOLUME', `${POD}.extraVolumes[${i}].name`, name, 'take another name: a volume of the workspace has this one, and this volume is left out');
  });
  const home = record(pod.volumeMounts).home;
  judgeMounts(moved(report, 'spec.volumeMounts', `${POD}.extraVolumeMounts`), { volumeMounts: pod.extraVolumeMounts }, undefined, 'spec');
  eachMap(pod.extraVolumeMounts, ({ name, mountPath }, i) => {
    const field = `${POD}.extraVolumeMounts[${i}]`;
    if (typeof name === 'string' && name !== '' && !known.has(name) && !OWN.test(name)) {
      const near = nearest(name, [...known.keys()]);
      report.warn('WORKSPACE_KIND_VOLUME', `${field}.name`, name, near ? `did you mean '${near}'? Mounts of unknown volumes are left out` : 'add the volume to extraVolumes: mounts of unknown volumes are left out');
    }
    if (typeof mountPath === 'string' && mountPath === home) report.warn('WORKSPACE_KIND_VOLUME', `${field}.mountPath`, mountPath, 'the home volume is there, and this mount is left out');
  });
}

/** Containers have ports named after their numbers. */
function judgeProbesOf({ probes, options }: Record<string, any>, report: Report): void {
  judgeProbes(later(report), record(probes), `${POD}.probes`);
  const images = optionsOf(record(options).imageConfig);
  const names = images.flatMap(({ spec }) => list(record(spec).ports)).flatMap(port => (typeof record(port).port === 'number' ? [`http-${record(port).port}`] : []));
  for (const [name, probe] of Object.entries(record(probes))) {
    const { httpGet, tcpSocket } = record(probe);
    for (const [kind, { port, path }] of [['httpGet', record(httpGet)], ['tcpSocket', record(tcpSocket)]] as const) {
      const field = `${POD}.probes.${name}.${kind}`;
      if (typeof port === 'string' && images.length > 0 && !names.includes(port)) {
        report.warn('WORKSPACE_KIND_PROBE', `${field}.port`, port, `a number, or ${[...new Set(names)].slice(0, 5).join(', ')}: ports of the container are named by their number, not by their id`);
      }
      if (typeof path === 'string' && path.includes('{{')) report.warn('WORKSPACE_KIND_PROBE', `${field}.path`, path, 'a path as it is: only extraEnv and request headers are filled in');
    }
  }
}

/** Rules by which the spawner hides kinds and options. */
function judgeFilters(spec: Record<string, any>, report: Report): void {
  const options = record(record(spec.podTemplate).options);
  list(spec.filterRules).forEach((rule, r) => list(record(rule).match).forEach((match, m) => {
    for (const key of ['matchNamespace', 'matchImageConfig', 'matchPodConfig']) {
      const { selector } = record(record(match)[key]);
      const field = `spec.filterRules[${r}].match[${m}].${key}.selector`;
      if (!isMap(selector)) continue;
      judgeSelector(later(report), selector, field);
      if (key !== 'matchNamespace') judgeSelected(selector, options[key === 'matchPodConfig' ? 'podConfig' : 'imageConfig'], field, report);
    }
  }));
}
