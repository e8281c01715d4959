/** A path as tools that look for it in a checkout want it: `./a.yaml` is `a.yaml`. */
export function relativePath(path: string): string {
  return path.replace(/^(?:\.\/+)+(?=.)/, '');
}
