/**
 * cdk8s-plus at run time, loaded when someone first asks for a class of it:
 * its types are our vocabulary, its code is needed by few apps.
 */
export function loadKplus(): typeof import('cdk8s-plus-28') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('cdk8s-plus-28');
}
