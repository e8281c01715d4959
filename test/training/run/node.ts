import type { ChildProcess } from 'child_process';
import { spawn } from 'child_process';
import { readFileSync } from 'fs';
import type { Pod } from './kubelet';
import { startOf } from './kubelet';
import { localPaths } from './volumes';
import type { Manifest } from '../../support/synth';

/** Where pods run: this machine, in the place of a cluster and an image. */
export interface Node {
  /** The image's own environment. */
  readonly image: Readonly<Record<string, string>>;
  /** The image's working directory. */
  readonly workingDir: string;
  /** Where volumes are made. */
  readonly volumes: string;
  /** What is in the cluster beside the pods: their ConfigMaps. */
  readonly objects?: readonly Manifest[];
  /** Seconds after which what still runs is killed. */
  readonly timeout: number;
  /** All pods have 127.0.0.1, for programs that look for their own address among those of the machine. */
  readonly oneAddress?: boolean;
}

/** How a pod ended. */
export interface Ended {
  readonly pod: string;
  /** The exit code; undefined if it was killed. */
  readonly code?: number;
  readonly output: string;
}

/** Seconds that the other pods have when one has failed. */
const GRACE = 15;

/** Runs pods, no more than `atOnce` at a time; gives how each ended. */
export async function run(pods: readonly Pod[], atOnce: number, node: Node): Promise<Ended[]> {
  const address = (i: number) => (node.oneAddress ? '127.0.0.1' : `127.0.0.${11 + i}`);
  const names = new Map(pods.flatMap((pod, i) => pod.hosts.map(host => [host, address(i)] as const)));
  const children = new Set<ChildProcess>();
  const killAll = () => children.forEach(kill);
  const timers = [setTimeout(killAll, node.timeout * 1000)];
  const waiting = pods.map((pod, i) => ({ pod, i }));
  const ended: Ended[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      ended[next.i] = await runPod(next.pod, address(next.i), names, node, children);
      if (ended[next.i].code !== 0) timers.push(setTimeout(killAll, GRACE * 1000));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, pods.length) }, lane));
  } finally {
    timers.forEach(clearTimeout);
    killAll();
  }
  return ended;
}

function runPod(pod: Pod, ip: string, names: ReadonlyMap<string, string>, node: Node, children: Set<ChildProcess>): Promise<Ended> {
  const start = startOf(pod, ip);
  const local = localPaths(pod, node.volumes, node.objects);
  const here = (text: string) => local(resolve(text, names));
  const [file, ...args] = start.command.map(here);
  const env = { ...node.image, ...Object.fromEntries(Object.entries(start.env).map(([key, value]) => [key, here(value)])) };
  return new Promise(done => {
    const child = spawn(file, args, { env, cwd: local(pod.container.workingDir ?? node.workingDir), stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    const end = (code?: number) => {
      children.delete(child);
      done({ pod: pod.name, code, output });
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
    child.on('error', error => {
      output += `${error.message}\n`;
      end();
    });
    child.on('close', code => end(code ?? undefined));
  });
}

/** Ends a process and all it has started: torchrun gives each of its own a new session. */
function kill({ pid }: { readonly pid?: number }): void {
  if (pid === undefined) return;
  const started = childrenOf(pid);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  started.forEach(child => kill({ pid: child }));
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** What the cluster's DNS answers, written in the place of the question. */
export function resolve(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/g, word => names.get(word) ?? word);
}
