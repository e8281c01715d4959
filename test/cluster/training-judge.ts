import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { ApiClient } from '../agreement/api-client';
import { ApiServer } from '../agreement/oracle-api-server';

/**
 * Creates what `training-matrix.ts` has written, in a dry run of the API server
 * that KUBECONFIG names: objects strictly, and pods under Pod Security.
 *   training-judge.ts DIR
 */
const [dir] = process.argv.slice(2);
const kubeconfig = process.env.KUBECONFIG;
if (!dir || !kubeconfig) throw new Error('usage: KUBECONFIG=... training-judge.ts DIR');

const documents = (file: string) => loadAll(readFileSync(file, 'utf8'), undefined, { schema: CORE_SCHEMA }).filter(Boolean) as any[];

/** Pods are refused without their namespace and ServiceAccount: these are made for real. */
async function prepare(): Promise<void> {
  const client = new ApiClient(kubeconfig!);
  const objects = documents(join(dir, 'first.yaml'));
  for (const kind of ['Namespace', 'ServiceAccount']) {
    const all = objects.filter(object => object.kind === kind);
    await Promise.all(all.map(async object => {
      const path = kind === 'Namespace' ? '/api/v1/namespaces' : `/api/v1/namespaces/${object.metadata.namespace}/serviceaccounts`;
      const { status, body } = await client.post(path, object);
      if (status >= 300 && body.reason !== 'AlreadyExists') throw new Error(`${kind} ${object.metadata.name}: ${body.message}`);
    }));
  }
  client.close();
}

async function main(): Promise<void> {
  await prepare();
  const server = await ApiServer.of(kubeconfig, true);
  if (typeof server === 'string') throw new Error(server);
  let [passed, failed, skipped] = [0, 0, 0];
  for (const folder of ['objects', 'pods']) {
    const files = readdirSync(join(dir, folder)).sort();
    const objects = files.flatMap(file => documents(join(dir, folder, file)).map(object => ({ file, object })));
    const answers = await server.judge(objects.map(({ object }) => [object]), () => undefined);
    const unknown = new Map<string, number>();
    let accepted = 0;
    answers.forEach((refusals, i) => {
      const { file, object } = objects[i];
      const kind = /^no matches for kind "(.*)" in version/.exec(refusals[0] ?? '')?.[1];
      if (kind !== undefined) unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
      else if (refusals.length === 0) accepted++;
      else {
        failed++;
        console.log(`  refused: ${file}: ${object.kind} ${object.metadata.name}: ${refusals.join('; ').slice(0, 600)}`);
      }
    });
    passed += accepted;
    for (const [kind, many] of unknown) {
      skipped += many;
      console.log(`  skipped: ${many} ${kind}, which the API server does not know`);
    }
    console.log(folder === 'pods' ? `pods: ${accepted} admitted under Pod Security` : `objects: ${accepted} accepted by the API server, without warnings`);
  }
  server.close();
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

void main();
