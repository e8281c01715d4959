/**
 * The YAML library, loaded by the first rule that reads YAML within a manifest.
 */
export function yamlReader(): typeof import('js-yaml') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('js-yaml');
}
