/**
 * Why Go cannot parse a URL; undefined where it can. What KServe types as a URL
 * is refused by its webhook as soon as it decodes the object.
 */
export function whyNoUrl(url: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(url)) return 'no control characters';
  const hash = url.indexOf('#');
  const whole = hash < 0 ? url : url.slice(0, hash);
  if (hash >= 0 && badEscape(url.slice(hash + 1))) return badEscape(url.slice(hash + 1));
  if (whole === '*') return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(whole)?.[0];
  if (scheme === undefined && whole.startsWith(':')) return 'a scheme before the colon';
  let rest = whole.slice(scheme?.length ?? 0);
  const query = rest.indexOf('?');
  if (query >= 0) rest = rest.slice(0, query);
  if (!rest.startsWith('/')) {
    if (scheme !== undefined) return undefined;
    const slash = rest.indexOf('/');
    return (slash < 0 ? rest : rest.slice(0, slash)).includes(':') ? 'a scheme such as hf:// in front: a colon in the first part of a path ends a scheme' : badEscape(rest);
  }
  if (rest.startsWith('//') && (scheme !== undefined || !rest.startsWith('///'))) {
    const slash = rest.indexOf('/', 2);
    const authority = rest.slice(2, slash < 0 ? undefined : slash);
    return whyNoAuthority(authority) ?? badEscape(slash < 0 ? '' : rest.slice(slash));
  }
  return badEscape(rest);
}

function badEscape(part: string): string | undefined {
  const at = /%(?![0-9A-Fa-f]{2})/.exec(part);
  return at ? `two hexadecimal digits after each %, as in %20 ('${part.slice(at.index, at.index + 3)}')` : undefined;
}

function whyNoAuthority(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  if (/[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/.test(user) || (user !== '' && badEscape(user))) return 'no such characters before the @';
  const host = authority.slice(at + 1);
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    return end < 0 ? 'a ] that closes the [' : /^(:\d*)?$/.test(host.slice(end + 1)) ? undefined : 'a number after the colon, which begins a port';
  }
  const colon = host.indexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(host.lastIndexOf(':')))) return 'a number after the colon, which begins a port: a tag or revision needs a path before it, as in hf://<owner>/<model>:<revision>';
  if (/[ \\^`{|}]/.test(host)) return 'no spaces, braces or \\ in the first part after ://';
  if (/%(?!25|[89A-Fa-f][0-9A-Fa-f])/.test(host)) return 'no % in the first part after ://';
  return undefined;
}
