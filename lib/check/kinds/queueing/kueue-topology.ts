import { isBoolean, isElastic, wholeOf } from './kueue-annotations';
import type { PodSet } from './kueue-pod-sets';
import { constraintsProblem, sliceOf } from './kueue-slices';
import type { ClusterFacts } from '../../cluster';
import type { Manifest } from '../../manifest';
import { groupOf, record } from '../../manifest';
import { isKey } from '../kubernetes/forms';
import type { Teller } from '../kubernetes/values';
import { later } from '../kubernetes/values';

const KEY = (name: string) => `kueue.x-k8s.io/podset-${name}`;
const REQUIRED = KEY('required-topology');
const PREFERRED = KEY('preferred-topology');
const UNCONSTRAINED = KEY('unconstrained-topology');
const GROUP = KEY('group-name');
const SLICE = KEY('slice-required-topology');
const SLICE_SIZE = KEY('slice-size');
const CONSTRAINTS = KEY('slice-required-topology-constraints');
const KEYS = [REQUIRED, PREFERRED, UNCONSTRAINED, GROUP, SLICE, SLICE_SIZE, CONSTRAINTS];

/** Kinds whose own webhook leaves it to that of their pods. */
const BY_PODS = ['Deployment', 'StatefulSet'];
/** Kinds whose pod sets can be placed together in pairs. */
const GROUPING = ['JobSet', 'LeaderWorkerSet', 'MPIJob', 'RayCluster', 'RayJob', 'RayService'];

/** Where pods of a job are to stand in the topology: annotations of the pod template. */
export function judgeTopology(manifest: Manifest, podSets: readonly PodSet[], { kueue }: ClusterFacts, teller: Teller): void {
  const asked = podSets.filter(({ metadata }) => KEYS.some(key => typeof record(metadata.annotations)[key] === 'string'));
  if (asked.length === 0 || kueue.installed === false) return;
  const told = BY_PODS.includes(manifest.kind) ? later(teller) : teller;
  let fine = true;
  for (const podSet of asked) {
    judgePodSet(podSet, (key, fix) => {
      fine = false;
      const got = record(podSet.metadata.annotations)[key];
      told.refuse('KUEUE_TOPOLOGY', `${podSet.path}.annotations['${key}']`, typeof got === 'string' ? got : undefined, fix);
    });
    if (fine && groupOf(manifest) === 'batch' && isElastic(manifest)) judgeElastic(podSet, told);
  }
  if (fine && GROUPING.includes(manifest.kind)) judgeGroups(asked, told);
}

type Tell = (key: string, fix: string) => void;

function judgePodSet({ metadata, count }: PodSet, tell: Tell): void {
  const given = new Map<string, string>();
  for (const key of KEYS) {
    const value = record(metadata.annotations)[key];
    if (typeof value === 'string') given.set(key, value);
  }
  const modes = [REQUIRED, PREFERRED, UNCONSTRAINED].filter(key => given.has(key));
  if (modes.length > 1) tell(modes[1], `remove it or ${modes[0]}: a pod set has one of them`);
  for (const key of [REQUIRED, PREFERRED, SLICE]) {
    if (given.has(key) && !isKey(given.get(key)!)) tell(key, 'write a node label of a level of the Topology, such as kubernetes.io/hostname');
  }
  if (given.has(UNCONSTRAINED) && !isBoolean(given.get(UNCONSTRAINED)!)) tell(UNCONSTRAINED, "write 'true'");
  judgeSlice(given, count, tell);
  const group = given.get(GROUP);
  if (group === undefined) return;
  if (/^\d{1,20}$/.test(group)) tell(GROUP, 'write a word: the name is no number');
  if (given.has(SLICE) || given.has(SLICE_SIZE) || given.has(CONSTRAINTS)) tell(GROUP, 'remove it or the slices: pod sets in a group have none');
  if (!given.has(REQUIRED) && !given.has(PREFERRED)) tell(GROUP, `add ${REQUIRED} or ${PREFERRED}: they say where the group stands`);
}

/** Pods of a set in slices that stand together. */
function judgeSlice(given: ReadonlyMap<string, string>, count: number | undefined, tell: Tell): void {
  const size = given.get(SLICE_SIZE);
  if (size !== undefined) {
    const value = wholeOf(size);
    if (value === undefined || value < 1 || value > 2147483647) tell(SLICE_SIZE, "write a whole number in quotes, '1' or more");
    else if (count !== undefined && value > count) tell(SLICE_SIZE, `write at most '${count}': that is how many pods there are`);
    if (!given.has(SLICE)) tell(SLICE_SIZE, `add ${SLICE}: it says where a slice stands`);
  } else if (given.has(SLICE)) {
    tell(SLICE_SIZE, 'write how many pods a slice has');
  }
  const constraints = given.get(CONSTRAINTS);
  if (constraints === undefined) return;
  if (given.has(SLICE) || size !== undefined) tell(CONSTRAINTS, `remove it, or ${SLICE} and ${SLICE_SIZE}`);
  const problem = constraintsProblem(constraints);
  if (problem) tell(CONSTRAINTS, problem);
  else if (count !== undefined && sliceOf(constraints) > count) tell(CONSTRAINTS, `write a first size of at most ${count}: that is how many pods there are`);
}

function judgeElastic({ metadata, path }: PodSet, told: Teller): void {
  for (const key of [REQUIRED, PREFERRED]) {
    const value = record(metadata.annotations)[key];
    if (typeof value === 'string') told.refuse('KUEUE_TOPOLOGY', `${path}.annotations['${key}']`, value, `remove it or elastic-job: an elastic Job takes ${UNCONSTRAINED} alone`);
  }
}

/** A group is two pod sets, one of them a single pod, at the same place. */
function judgeGroups(podSets: readonly PodSet[], told: Teller): void {
  const groups = new Map<string, PodSet[]>();
  for (const podSet of podSets) {
    const group = record(podSet.metadata.annotations)[GROUP];
    if (typeof group === 'string') groups.set(group, [...groups.get(group) ?? [], podSet]);
  }
  for (const [group, members] of groups) {
    const tell = (fix: string) => told.refuse('KUEUE_TOPOLOGY', `${members[0].path}.annotations['${GROUP}']`, group, fix);
    const [one, other] = members;
    if (members.length !== 2) tell(`give it to two pod templates: ${members.length} ${members.length === 1 ? 'has' : 'have'} it`);
    else if (one.count !== 1 && other.count !== 1) tell(`give it to a template with one pod and another: these have ${one.count} and ${other.count} pods`);
    else if (placeOf(one) !== placeOf(other)) tell('write the same required or preferred topology in both templates of the group');
  }
}

const placeOf = ({ metadata: { annotations } }: PodSet) => (annotations[REQUIRED] !== undefined ? `required ${annotations[REQUIRED]}` : `preferred ${annotations[PREFERRED]}`);
