import type { Home } from './home';
import type { Run } from './run';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

/** The kinds of locations, in the order in which Argo looks for one. */
const LOCATIONS: Record<string, (location: Record<string, any>) => boolean> = {
  artifactory: ({ url, usernameSecret }) => text(url) !== '' && (has(usernameSecret) || hasPath(text(url))),
  azure: ({ blob }) => text(blob) !== '',
  git: ({ repo }) => text(repo) !== '',
  gcs: ({ key }) => text(key) !== '',
  hdfs: ({ path, addresses }) => text(path) !== '' || list(addresses).length > 0,
  http: ({ url }) => text(url) !== '',
  oss: ({ key }) => text(key) !== '',
  raw: () => true,
  s3: ({ key }) => text(key) !== '',
  plugin: ({ key }) => text(key) !== '',
};

/** Whether an artifact says where it is, at least by a key in the default repository. */
export function hasLocation(artifact: Record<string, any>): boolean {
  const kind = Object.keys(LOCATIONS).find(name => has(artifact[name]));
  return kind !== undefined && LOCATIONS[kind](record(artifact[kind]));
}

function hasPath(url: string): boolean {
  const host = url.indexOf('://');
  return host < 0 || url.indexOf('/', host + 3) >= 0;
}

/** What Argo checks of a location: the repository of git, and all of HDFS. The schema asks for repo and path already, but not in an inline template. */
export function judgeLocation(run: Run, home: Home, artifact: Record<string, any>, path: string, inline: boolean): void {
  const { repo } = record(artifact.git);
  if (has(artifact.git) && (repo === '' || inline && !has(repo))) {
    run.refuse(home, 'ARGO_ARTIFACT_LOCATION', below(path, 'git', 'repo'), repo, 'required: the address of the repository');
  }
  if (has(artifact.hdfs)) judgeHdfs(run, home, record(artifact.hdfs), below(path, 'hdfs'), inline);
}

function judgeHdfs(run: Run, home: Home, hdfs: Record<string, any>, path: string, inline: boolean): void {
  const refuse = (field: string, got: unknown, fix: string) => run.refuse(home, 'ARGO_ARTIFACT_LOCATION', below(path, field), got, fix);
  if (list(hdfs.addresses).length === 0) refuse('addresses', undefined, 'required: the name nodes of HDFS');
  if ((inline || has(hdfs.path)) && !text(hdfs.path).startsWith('/')) refuse('path', hdfs.path, 'an absolute path of HDFS');
  const cache = has(hdfs.krbCCacheSecret);
  const keytab = has(hdfs.krbKeytabSecret);
  if (!cache && !keytab && text(hdfs.hdfsUser) === '') refuse('hdfsUser', undefined, 'required without krbCCacheSecret and krbKeytabSecret');
  if (!cache && !keytab) return;
  const needed = keytab ? ['krbServicePrincipalName', 'krbConfigConfigMap', 'krbUsername', 'krbRealm'] : ['krbServicePrincipalName', 'krbConfigConfigMap'];
  for (const field of needed) {
    if (!has(hdfs[field]) || hdfs[field] === '') refuse(field, undefined, `required with ${keytab ? 'krbKeytabSecret' : 'krbCCacheSecret'}`);
  }
}

/** The path of an artifact in a leaf template: set, and not out of its folder by `..`. */
export function judgeArtifactPath(run: Run, home: Home, path: unknown, field: string): void {
  if (has(path) && typeof path !== 'string') return;
  if (text(path) === '') run.refuse(home, 'ARGO_ARTIFACT_PATH', field, undefined, 'required: where the artifact is in the container');
  else if (escapes(text(path))) run.refuse(home, 'ARGO_ARTIFACT_PATH', field, path, 'the path leaves its folder by ..; write where it leads');
}

function escapes(path: string): boolean {
  const middle = path.indexOf('/../');
  const safe = middle >= 0 ? path.slice(0, middle) : /\/..$/.test(path) ? path.slice(0, -3) : '';
  if (safe === '') return false;
  const clean = cleaned(path);
  return !clean.startsWith(`${safe}/`) || clean.length <= safe.length + 1;
}

/** A path as Go's filepath.Clean leaves it. */
export function cleaned(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  return (rooted ? '/' : '') + parts.join('/') || '.';
}
