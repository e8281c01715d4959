const TAG = /^[\w.-]{1,128}$/;
const REPOSITORY = /^[a-z0-9_\-./]{2,255}$/;
/** What an authority of a URL may hold; a port, if there is one, is last. */
const HOST = /^(?:\[[^\]]*\]|[^\s\\^`{|}%/?#@[\]]*)(?::\d*)?$/;
const BAD_PORT = /:\d*[^\d:\]][^:\]]*$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** Why an image is no reference as Knative reads it; undefined where it is one. */
export function imageMistake(image: string): string | undefined {
  const at = image.split('@');
  if (at.length > 2) return 'one @ at most, before the digest';
  if (at.length === 2) {
    if (!DIGEST.test(at[1])) return 'the digest is sha256: and 64 hexadecimal digits';
    // A bad tag before a digest is taken for a part of the name.
    return nameMistake(isTag(tagOf(at[0])) ? nameOf(at[0]) : at[0]);
  }
  const tag = tagOf(image);
  if (!isTag(tag)) return 'a tag has at most 128 letters, digits, _, . and -';
  return nameMistake(nameOf(image));
}

/** What follows the last colon, unless that is the port of a registry. */
function tagOf(image: string): string | undefined {
  const colon = image.lastIndexOf(':');
  return colon < 0 || image.includes('/', colon) ? undefined : image.slice(colon + 1);
}

/** None is one, too. */
const isTag = (tag: string | undefined) => tag === undefined || tag === '' || TAG.test(tag);
const nameOf = (image: string) => (tagOf(image) === undefined ? image : image.slice(0, image.lastIndexOf(':')));

function nameMistake(name: string): string | undefined {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = first.includes('.') || first.includes(':');
  const repository = hasRegistry ? name.slice(slash + 1) : name;
  if (!REPOSITORY.test(repository)) return `the name '${repository.slice(0, 60)}' has 2 to 255 lower-case letters, digits, _, -, . and /`;
  return hasRegistry && (!HOST.test(first) || BAD_PORT.test(first)) ? `'${first.slice(0, 60)}' is no host with a port` : undefined;
}
