import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configMap, run, runIn } from './run';

/** An object whose report shows where it was read: its name is refused. */
const bad = (name: string) => configMap(name.toUpperCase());
const places = (out: string) => out.split('\n').filter(line => line.includes('NAME_INVALID')).map(line => line.split('  ').slice(0, 2).join(' '));

describe('a folder', () => {
  test('gives its YAML and JSON files, those of folders in it too, sorted', async () => {
    const { out } = await run(['check', 'dir'], {
      'dir/b.yaml': bad('b'),
      'dir/a/z.yml': bad('z'),
      'dir/a/c.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'C' } }),
      'dir/c/D.YAML': bad('d'),
      'dir/notes.txt': 'not: [read',
      'dir/.hidden/x.yaml': bad('x'),
      'dir/node_modules/x.yaml': bad('x'),
      'other.yaml': bad('x'),
    });
    expect(places(out)).toEqual(['dir/a/c.json:1 ConfigMap/C', 'dir/a/z.yml:4 ConfigMap/Z', 'dir/b.yaml:4 ConfigMap/B', 'dir/c/D.YAML:4 ConfigMap/D']);
  });

  test('is named as it was given', async () => {
    expect(places((await run(['check', '.'], { 'a/b.yaml': bad('b') })).out)).toEqual(['a/b.yaml:4 ConfigMap/B']);
    expect(places((await run(['check', './a/'], { 'a/b.yaml': bad('b') })).out)).toEqual(['a/b.yaml:4 ConfigMap/B']);
  });

  test('without such a file is told: a check of nothing is a mistake', async () => {
    expect(await run(['check', 'dir'], { 'dir/a.txt': '' })).toEqual({
      code: 2, out: 'dir  INPUT_UNUSABLE  a folder without a *.yaml, *.yml or *.json file\n0 errors, 0 warnings in 0 objects, 1 input unusable\n', err: '',
    });
  });
});

describe('inputs', () => {
  test('that are named twice are read once', async () => {
    expect((await run(['check', 'a.yaml', './a.yaml', '.', '-', '-'], { 'a.yaml': configMap('a') }, configMap('b'))).out).toBe('0 errors, 0 warnings in 2 objects\n');
  });

  test('are read whatever they are called', async () => {
    expect((await run(['check', 'manifest'], { manifest: configMap('a') })).out).toBe('0 errors, 0 warnings in 1 object\n');
  });

  test('that are not there are told', async () => {
    expect((await run(['check', 'none'])).out).toBe('none  INPUT_UNUSABLE  no such file or folder\n0 errors, 0 warnings in 0 objects, 1 input unusable\n');
  });

  test('with a name of several lines are told in one', async () => {
    expect((await run(['check', 'no\nfile'])).out).toMatch(/^no\\nfile {2}INPUT_UNUSABLE/);
  });
});

describe('links', () => {
  let cwd: string;
  beforeEach(() => { cwd = mkdtempSync(join(tmpdir(), 'cli-')); });
  afterEach(() => rmSync(cwd, { recursive: true }));

  test('to files are read, those to folders are not: they may lead in a circle', async () => {
    mkdirSync(join(cwd, 'dir'));
    writeFileSync(join(cwd, 'target'), bad('a'));
    symlinkSync(join(cwd, 'target'), join(cwd, 'dir', 'link.yaml'));
    symlinkSync(cwd, join(cwd, 'dir', 'circle.yaml'));
    expect(places((await runIn(cwd, ['check', 'dir'])).out)).toEqual(['dir/link.yaml:4 ConfigMap/A']);
  });

  test('to nothing are told', async () => {
    symlinkSync('gone', join(cwd, 'a.yaml'));
    expect((await runIn(cwd, ['check', '.'])).out).toMatch(/^a\.yaml {2}INPUT_UNUSABLE {2}no such file or folder\n/);
  });

  test('that lead in a circle are told, and the files beside them are read', async () => {
    symlinkSync('a.yaml', join(cwd, 'a.yaml'));
    writeFileSync(join(cwd, 'b.yaml'), bad('b'));
    const { out } = await runIn(cwd, ['check', '.']);
    expect(out).toMatch(/^a\.yaml {2}INPUT_UNUSABLE {2}a link that leads in a circle\n/);
    expect(places(out)).toEqual(['b.yaml:4 ConfigMap/B']);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)('to what may not be read are told', async () => {
    writeFileSync(join(cwd, 'a.yaml'), '');
    chmodSync(join(cwd, 'a.yaml'), 0);
    expect((await runIn(cwd, ['check', 'a.yaml'])).out).toMatch(/^a\.yaml {2}INPUT_UNUSABLE {2}not allowed to read it\n/);
  });
});

describe('texts', () => {
  const utf16 = (text: string, mark: number[]) => Buffer.concat([Buffer.from(mark), Buffer.from(text, 'utf16le')]);

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(bad('é'))],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(bad('é'))])],
    ['UTF-16 as PowerShell writes it', utf16(bad('é'), [0xff, 0xfe])],
    ['UTF-16, the other half first', utf16(bad('é'), [0xff, 0xfe]).swap16()],
    ['Windows line breaks', Buffer.from(bad('é').replace(/\n/g, '\r\n'))],
  ])('of %s are read', async (_, bytes) => {
    expect(places((await run(['check', 'a.yaml'], { 'a.yaml': bytes })).out)).toEqual(['a.yaml:4 ConfigMap/É']);
  });

  test.each<[string, string, string]>([
    ['in the first line', 'aé\xff', '1:3'],
    ['in a later line', 'é\n\nab\xe8c\n', '3:3'],
    ['cut at the end', 'a\nb\xc3', '2:2'],
  ])('that are no UTF-8 are told with their place: %s', async (_, text, place) => {
    const bytes = Buffer.concat([...text].map(c => (c === 'é' ? Buffer.from(c) : Buffer.from(c, 'latin1'))));
    expect((await run(['check', 'a.yaml'], { 'a.yaml': bytes })).out).toMatch(new RegExp(`^a\\.yaml:${place} {2}INPUT_UNUSABLE {2}not UTF-8`));
  });
});
