import { whyNoUrl } from '../../lib/check/go-url';

const PORT = 'a number after the colon, which begins a port: a tag or revision needs a path before it, as in hf://<owner>/<model>:<revision>';
const HOST = 'no spaces, braces or \\ in the first part after ://';

/** What Go's net/url says no to, and why: each was tried with it. */
const REFUSED: Array<[url: string, why: string]> = [
  ['hf://gpt2:main', PORT],
  ['oci://image:tag', PORT],
  ['//host:bad/x', PORT],
  ['hf://my model', HOST],
  ['s3://{{ .Name }}/x', HOST],
  ['hf://a^b', HOST],
  ['hf://a|b', HOST],
  ['hf://a\\b', HOST],
  ['hf://a`b', HOST],
  ['hf://a%zz/b', 'no % in the first part after ://'],
  ['hf://a%20b/c', 'no % in the first part after ://'],
  ['hf://a/b%zz', "two hexadecimal digits after each %, as in %20 ('%zz')"],
  ['s3://b/x#%zz', "two hexadecimal digits after each %, as in %20 ('%zz')"],
  ['a%zz', "two hexadecimal digits after each %, as in %20 ('%zz')"],
  ['hf://[::1/x', 'a ] that closes the ['],
  ['hf://[::1]x/y', 'a number after the colon, which begins a port'],
  ['hf://u p@host/x', 'no such characters before the @'],
  [':foo', 'a scheme before the colon'],
  ['1s3://x', 'a scheme such as hf:// in front: a colon in the first part of a path ends a scheme'],
  ['s_3://x', 'a scheme such as hf:// in front: a colon in the first part of a path ends a scheme'],
  ['hf://a/\u0007', 'no control characters'],
];

test.each(REFUSED)('%s is no URL to Go', (url, why) => {
  expect(whyNoUrl(url)).toBe(why);
});

/** What it takes. */
const TAKEN = [
  'hf://org/model:main', 'oci://reg:5000/x:tag', 'hf://a/my model', 'pvc://my_claim/x', 'pvc://claim', 'hf://a/b%20c', 'models:/x/1', 'a:b', '/mnt/models', 'mnt/models', 'mnt:1/models',
  's3://bucket/{{ .Name }}', 'hf://a"b/c', 'hf://a<b', "hf://a'b", 'hf://a,b;c=d!$&*()', 'hf://[::1]:80/x', 'hf://u:p@host/x', 'hf://ü/x', 'hf://', 'hf:///x', '///a:b', 'hf://a:80:90/x', 'hf://a:/x',
  'hf://host%25/x', 's3://b/x?y=%zz', '*', '',
];

test.each(TAKEN)('%s is a URL to Go', url => {
  expect(whyNoUrl(url)).toBeUndefined();
});
