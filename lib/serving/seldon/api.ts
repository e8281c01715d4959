/** Group and version of Seldon Core 2. */
export const SELDON_API = 'mlops.seldon.io/v1alpha1';

/** The prop behind a path of a manifest of Seldon. */
export const propOf = (path: string): string => path.replace(/^spec\./, '').replace(/^metadata\.name$/, 'name');

/** A map, if anything is in it. */
export const filled = <T extends object>(map: T | undefined): T | undefined => (map && Object.keys(map).length > 0 ? map : undefined);
