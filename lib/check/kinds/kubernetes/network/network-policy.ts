import { isAbsent, isMap, list } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isWithin, networkOf } from '../addresses';
import { judgeSelector } from '../labels';
import { judgePort, judgePortReference } from '../pod/ports';
import type { Teller } from '../values';
import { eachMap, noGaps } from '../values';

/** A NetworkPolicy: whom it lets in and out, and through which ports. */
export const networkPolicy: KindRule = {
  kinds: ['networking.k8s.io/NetworkPolicy'],
  judge({ spec }, report) {
    judgeSelector(report, spec.podSelector, 'spec.podSelector');
    judgeSide(report, list(spec.ingress), 'from', 'spec.ingress');
    judgeSide(report, list(spec.egress), 'to', 'spec.egress');
    const types = list(spec.policyTypes);
    noGaps(report, types, 'spec.policyTypes');
    if (types.length > 2) report.refuse('VALUE_OUT_OF_RANGE', 'spec.policyTypes', types, 'Ingress, Egress or both');
    for (const [side, type] of [['ingress', 'Ingress'], ['egress', 'Egress']]) {
      if (list(spec[side]).length > 0 && types.length > 0 && !types.includes(type)) report.warn('POLICY_SIDE_IGNORED', `spec.${side}`, undefined, `policyTypes does not name ${type}: these rules do nothing`);
    }
  },
};

function judgeSide(report: Teller, rules: readonly any[], peers: 'from' | 'to', at: string): void {
  rules.forEach((rule, r) => {
    eachMap(rule?.ports, (port, i) => judgePolicyPort(report, port, `${at}[${r}].ports[${i}]`));
    eachMap(rule?.[peers], (peer, i) => judgePeer(report, peer, `${at}[${r}].${peers}[${i}]`));
  });
}

function judgePolicyPort(report: Teller, { port, endPort, protocol }: Record<string, any>, at: string): void {
  if (protocol === '') report.refuse('VALUE_UNKNOWN', `${at}.protocol`, protocol, 'TCP, UDP or SCTP, or leave it out');
  judgePortReference(report, port, `${at}.port`);
  if (isAbsent(endPort)) return;
  if (typeof port !== 'number') report.refuse('FIELD_NOT_ALLOWED', `${at}.endPort`, endPort, 'a range begins with port, as a number');
  else if (typeof endPort === 'number' && endPort < port) report.refuse('PORT_INVALID', `${at}.endPort`, endPort, `the range begins at ${port}`);
  else judgePort(report, endPort, `${at}.endPort`);
}

function judgePeer(report: Teller, peer: Record<string, any>, at: string): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  judgeSelector(report, podSelector, `${at}.podSelector`);
  judgeSelector(report, namespaceSelector, `${at}.namespaceSelector`);
  const hasSelector = !isAbsent(podSelector) || !isAbsent(namespaceSelector);
  if (isAbsent(ipBlock)) {
    if (!hasSelector) report.refuse('VALUE_MISSING', at, undefined, 'a podSelector, namespaceSelector or ipBlock');
    return;
  }
  if (hasSelector) report.refuse('NOT_EXACTLY_ONE', `${at}.ipBlock`, undefined, 'a selector is given too: make it a peer of its own');
  if (isMap(ipBlock)) judgeBlock(report, ipBlock, `${at}.ipBlock`);
}

function judgeBlock(report: Teller, { cidr, except }: Record<string, any>, at: string): void {
  if (typeof cidr !== 'string' || cidr === '') return;
  const block = networkOf(cidr);
  if (!block) report.refuse('ADDRESS_INVALID', `${at}.cidr`, cidr, 'a network such as 10.0.0.0/8');
  noGaps(report, except, `${at}.except`);
  list(except).forEach((range, i) => {
    if (typeof range !== 'string' || !block) return;
    const inner = networkOf(range);
    if (!inner) report.refuse('ADDRESS_INVALID', `${at}.except[${i}]`, range, 'a network such as 10.1.0.0/16');
    else if (!isWithin(inner, block)) report.refuse('ADDRESS_INVALID', `${at}.except[${i}]`, range, `a smaller network inside of ${cidr}`);
  });
}
