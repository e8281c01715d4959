const V4 = /^\d{1,10}(?:\.\d{1,10}){3}$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

/** Bytes of an IP address; undefined if the text is none. Zeros in front of IPv4 numbers are accepted, as the API server does. */
export function bytesOf(text: string): number[] | undefined {
  if (text.length > 64) return undefined;
  return text.includes(':') ? sixteenBytes(text) : fourBytes(text);
}

export const isIp = (text: string) => bytesOf(text) !== undefined;
export const isIpv6 = (text: string) => text.includes(':') && isIp(text);

/** Network address and prefix length. */
export interface Network {
  readonly bytes: readonly number[];
  readonly length: number;
}

/** A network such as 10.0.0.0/8. */
export function networkOf(text: string): Network | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return undefined;
  const bytes = bytesOf(text.slice(0, slash));
  const length = Number(text.slice(slash + 1));
  return bytes && length <= bytes.length * 8 ? { bytes, length } : undefined;
}

/** Whether one network lies in another and is smaller. */
export function isWithin(inner: Network, outer: Network): boolean {
  const [a, b] = [unmapped(inner), unmapped(outer)];
  if (a.length !== b.length || inner.length <= outer.length) return false;
  return a.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, outer.length - i * 8));
    const mask = 256 - 2 ** (8 - bits);
    // eslint-disable-next-line no-bitwise
    return (byte & mask) === (b[i] & mask);
  });
}

/** An address that no endpoint may have, in words. */
export function unroutable(text: string): string | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  const [a, b, c] = bytes;
  if (bytes.every(byte => byte === 0)) return 'unspecified';
  if (bytes.length === 4) return a === 127 ? 'a loopback address' : a === 169 && b === 254 ? 'link-local' : a === 224 && b === 0 && c === 0 ? 'link-local multicast' : undefined;
  const mapped = unmapped({ bytes, length: 0 });
  if (mapped.length === 4) return unroutable(mapped.join('.'));
  if (bytes[15] === 1 && bytes.slice(0, 15).every(byte => byte === 0)) return 'a loopback address';
  if (a === 0xfe && b >= 0x80 && b < 0xc0) return 'link-local';
  return a === 0xff && b % 16 === 2 ? 'link-local multicast' : undefined;
}

/** The four bytes of an IPv4 address that is written as IPv6. */
function unmapped({ bytes }: Network): readonly number[] {
  const mapped = bytes.length === 16 && bytes[10] === 255 && bytes[11] === 255 && bytes.slice(0, 10).every(byte => byte === 0);
  return mapped ? bytes.slice(12) : bytes;
}

function fourBytes(text: string): number[] | undefined {
  if (!V4.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.every(byte => byte <= 255) ? bytes : undefined;
}

function sixteenBytes(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || halves.length === 2 && !tail) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  const missing = 16 - head.length - tail!.length;
  return missing >= 2 ? [...head, ...new Array<number>(missing).fill(0), ...tail!] : undefined;
}

/** Bytes of colon-separated groups, of which the last may be an IPv4 address. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (i === groups.length - 1 && group.includes('.')) {
      const four = fourBytes(group);
      if (!four) return undefined;
      bytes.push(...four);
    } else if (GROUP.test(group)) bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) % 256); // eslint-disable-line no-bitwise
    else return undefined;
  }
  return bytes;
}
