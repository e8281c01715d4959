/**
 * The YAML library, loaded by the first rule that reads YAML within a manifest.
 * @internal
 */
export function yamlReader(): typeof import('js-yaml') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('js-yaml');
}

/** One document of YAML or JSON. */
export const readYaml = (text: string): unknown => yamlReader().load(text);
