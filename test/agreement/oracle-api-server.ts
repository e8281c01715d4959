import { ApiClient } from './api-client';
import type { Obj } from './corpus';
import type { Oracle, Refusals } from './oracle';
import { hashOf } from './random';

interface Resource {
  readonly path: string;
  readonly namespaced: boolean;
}

/** What Pods refer to and a cluster would hold: made for real when a Pod is refused for the lack of it. */
const WANTED: { missing: RegExp; make: (name: string, namespace: string) => [path: string, object: object] }[] = [
  {
    missing: /^namespaces "([^"]+)" not found/,
    make: name => ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }],
  },
  {
    missing: /error looking up service account [^/]+\/(\S+): serviceaccount/,
    make: (name, namespace) => [`/api/v1/namespaces/${namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }],
  },
  {
    missing: /no PriorityClass with name (\S+) was found/,
    make: name => ['/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1000 }],
  },
  {
    missing: /RuntimeClass "([^"]+)" not found/,
    make: name => ['/apis/node.k8s.io/v1/runtimeclasses', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler: 'runc' }],
  },
];

/** A real API server: each object is created in a dry run, with unknown fields refused. */
export class ApiServer implements Oracle {
  /** Undefined, and why, where no server answers. `strict` takes warnings for refusals. */
  public static async of(kubeconfig: string | undefined, strict = false): Promise<ApiServer | string> {
    if (!kubeconfig) return 'KUBECONFIG is not set';
    try {
      const client = new ApiClient(kubeconfig);
      const [release, schemas] = await Promise.all([client.get('/version'), client.get('/openapi/v3')]);
      if (schemas.status !== 200) return `${kubeconfig}: the server answers ${schemas.status} ${schemas.body?.message ?? ''}`;
      const hashes = Object.entries<any>(schemas.body.paths).map(([path, { serverRelativeURL }]) => [path, String(serverRelativeURL).split('hash=')[1]] as const);
      return new ApiServer(client, release.body.gitVersion, new Map(hashes), strict);
    } catch (e) {
      return `${kubeconfig}: ${(e as Error).message}`;
    }
  }

  public readonly name = 'api-server';
  private readonly resources = new Map<string, Promise<Map<string, Resource> | undefined>>();

  private constructor(
    private readonly client: ApiClient,
    private readonly release: string,
    private readonly schemas: ReadonlyMap<string, string>,
    private readonly strict: boolean,
  ) {}

  public async version(objects: readonly Obj[]): Promise<string> {
    return hashOf(this.release, RULES, objects.map(({ apiVersion }) => this.schemas.get(groupPath(apiVersion).slice(1)) ?? ''));
  }

  public async judge(cases: readonly (readonly Obj[])[], progress: (done: number) => void): Promise<Refusals[]> {
    const answers: Refusals[] = [];
    let next = 0;
    let done = 0;
    const worker = async () => {
      for (let i = next++; i < cases.length; i = next++) {
        const refusals: string[] = [];
        for (const object of cases[i]) refusals.push(...await this.create(object));
        answers[i] = refusals;
        progress(++done);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return answers;
  }

  public close(): void {
    this.client.close();
  }

  private async create(object: Obj): Promise<string[]> {
    const { apiVersion, kind, metadata } = object as Record<string, any>;
    if (typeof apiVersion !== 'string' || apiVersion === '') return ['apiVersion not set'];
    if (typeof kind !== 'string' || kind === '') return ['kind not set'];
    const resource = (await this.resourcesOf(apiVersion))?.get(kind);
    if (!resource) return [`no matches for kind "${kind}" in version "${apiVersion}"`];
    const given = metadata?.namespace;
    const namespace = typeof given === 'string' && given !== '' ? given : 'default';
    const base = groupPath(apiVersion);
    const path = `${resource.namespaced ? `${base}/namespaces/${encodeURIComponent(namespace)}` : base}/${resource.path}?dryRun=All&fieldValidation=Strict`;
    const made = new Set<string>();
    for (;;) {
      const { status, body, warnings } = await this.client.post(path, object);
      const warned = this.strict ? warnings.map(warning => `warning: ${warning}`) : [];
      // What exists already was valid: existence is looked at last.
      if (status < 300 || status === 409 && body.reason === 'AlreadyExists') return warned;
      const message = String(body.message ?? `HTTP ${status}`);
      const wanted = WANTED.map(({ missing, make }) => ({ name: missing.exec(message)?.[1], make })).find(({ name }) => name !== undefined);
      if (!wanted || made.has(wanted.name!)) return [message];
      made.add(wanted.name!);
      const [where, what] = wanted.make(wanted.name!, encodeURIComponent(namespace));
      const creation = await this.client.post(where, what);
      if (creation.status >= 300 && creation.body.reason !== 'AlreadyExists') return [`${message}, and cannot be made: ${creation.body.message}`];
      // The plugin that looks for it reads a cache of its own.
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  private resourcesOf(apiVersion: string): Promise<Map<string, Resource> | undefined> {
    const known = this.resources.get(apiVersion);
    if (known) return known;
    const asked = this.client.get(groupPath(apiVersion)).then(({ status, body }) => {
      if (status !== 200 || !Array.isArray(body.resources)) return undefined;
      const plain = body.resources.filter((resource: any) => !resource.name.includes('/'));
      return new Map<string, Resource>(plain.map((resource: any) => [resource.kind, { path: resource.name, namespaced: resource.namespaced }]));
    });
    this.resources.set(apiVersion, asked);
    return asked;
  }
}

/** Counts up when this file judges differently. */
const RULES = 'rules 1';

function groupPath(apiVersion: unknown): string {
  const parts = String(apiVersion).split('/').map(encodeURIComponent);
  return parts.length === 1 ? `/api/${parts[0]}` : `/apis/${parts.join('/')}`;
}
