/** Bytes as Spark writes them: a whole number and a unit, such as `512m` or `4g`. */
export const isSparkMemory = (text: string) => text.length <= 64 && /^[0-9]+(?:b|kb?|mb?|gb?|tb?|pb?)?$/.test(text.trim().toLowerCase());

/** What to write in place of a size that Spark cannot read. */
export function memoryHint(text: string): string {
  const kubernetes = /^([0-9]+)([kmgtp])i[bB]?$/i.exec(text.trim());
  if (kubernetes) return `write ${kubernetes[1]}${kubernetes[2].toLowerCase()}: Spark knows no Ki, Mi and Gi, its units are such already`;
  if (/^[0-9]+\.[0-9]+[a-z]*$/i.test(text.trim())) return 'write a whole number in a smaller unit, such as 1536m: Spark reads no fractions';
  return 'write a whole number and a unit, such as 512m or 4g';
}

const VERSION = /^v?(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?)?)?$/;

/** Whether pod templates go with a version of Spark; what is no version counts as the oldest one. */
export function takesTemplates(version: string): boolean {
  const match = version.length <= 64 ? VERSION.exec(version) : null;
  if (!match) return false;
  const [, major, minor = '0', patch = '0', preview, build] = match;
  // Numbers of a preview have no zero in front, those of a build may.
  if (preview?.split('.').some(part => part === '' || /^0[0-9]+$/.test(part)) || build?.split('.').includes('')) return false;
  return Number(major) > 3 || Number(major) === 3 && !(Number(minor) === 0 && Number(patch) === 0 && preview !== undefined);
}
