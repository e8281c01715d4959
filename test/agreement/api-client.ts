import { readFileSync } from 'fs';
import { Agent, request } from 'https';
import { CORE_SCHEMA, load } from 'js-yaml';

export interface Answer {
  readonly status: number;
  readonly body: any;
  /** What the server tells beside the answer. */
  readonly warnings: readonly string[];
}

/** Talks to the API server of a kubeconfig's current context over a few lasting connections. */
export class ApiClient {
  private readonly url: URL;
  private readonly headers: Record<string, string>;
  private readonly agent: Agent;

  constructor(kubeconfig: string) {
    const config = load(readFileSync(kubeconfig, 'utf8'), { schema: CORE_SCHEMA }) as any;
    const named = (list: any[], name: string) => list?.find(item => item.name === name);
    const context = named(config.contexts, config['current-context'])?.context;
    const cluster = named(config.clusters, context?.cluster)?.cluster;
    if (!cluster?.server) throw new Error(`${kubeconfig}: the current context names no cluster`);
    const user = named(config.users, context.user)?.user ?? {};
    const bytes = (data?: string, file?: string) => (data ? Buffer.from(data, 'base64') : file ? readFileSync(file) : undefined);
    this.url = new URL(cluster.server);
    this.headers = { 'Content-Type': 'application/json', ...user.token && { Authorization: `Bearer ${user.token}` } };
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: 8,
      rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
      ca: bytes(cluster['certificate-authority-data'], cluster['certificate-authority']),
      cert: bytes(user['client-certificate-data'], user['client-certificate']),
      key: bytes(user['client-key-data'], user['client-key']),
    });
  }

  public get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  public async post(path: string, object: unknown): Promise<Answer> {
    for (let wait = 1; ; wait *= 2) {
      const answer = await this.send('POST', path, JSON.stringify(object));
      if (answer.status !== 429 || wait > 16) return answer;
      await new Promise(resolve => setTimeout(resolve, wait * 1000));
    }
  }

  public close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.url), { method, agent: this.agent, headers: this.headers, timeout: 60_000 }, response => {
        const parts: Buffer[] = [];
        response.on('data', part => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({
          status: response.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString('utf8')), warnings: warningsIn(response.headers.warning),
        }));
      });
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} within a minute`)));
      sent.end(body);
    });
  }
}

/** `299 - "text"`, as often as there are warnings. */
const warningsIn = (header: string | string[] | undefined) => [...[header ?? []].flat().join(', ').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}
