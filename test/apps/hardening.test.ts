import { parseAllDocuments } from 'yaml';
import { APPS, render as text } from './apps';
import type { Manifest, Row } from './hardening/manifest';
import { CONTROLLERS, exempt, exemptions, follows } from './hardening/manifest';
import { objectRows } from './hardening/objects';
import { podRows } from './hardening/pods';

// What kube-linter, kube-score, Polaris and checkov ask at their defaults, in
// code: not all of them can be installed everywhere. `.ci/linters` runs those that can.
const rows = [...podRows, ...objectRows];
// None of them sees anything inside kinds of Kubeflow: `.ci/training-matrix` judges what trains.
const apps = Object.keys(APPS).filter(app => !['training', 'tuning'].includes(app)).map(app => ({
  app,
  render: parseAllDocuments(text(app)).map(document => document.toJS() as Manifest).filter(object => object),
}));
/** What an app for development goes against: files of the node let nothing else through. */
const DEVELOPMENT: Record<string, string[]> = {
  'iris-local': ['lets in only pods without privileges', 'mounts only kinds of volumes that Pod Security lets through'],
};
const rowsOf = (object: Manifest): Row[] => rows.filter(row => row.of.includes(object.kind));

describe.each(apps)('in $app', ({ app, render }) => {
  const loose = DEVELOPMENT[app] ?? [];
  const lines = render.flatMap(object => rowsOf(object).filter(row => !loose.includes(row.says)).map(row => ({
    name: `${object.kind} ${object.metadata.name}`,
    says: follows(row, object, render) && !row.holds(object, render) ? `is exempted from the rule that it ${row.says}` : row.says,
    object,
    row,
  })));

  test.each(lines)('$name $says', ({ object, row }) => {
    expect(follows(row, object, render)).toBe(true);
  });

  test('everything that development is let off is needed', () => {
    const against = rows.filter(row => render.some(object => row.of.includes(object.kind) && !follows(row, object, render))).map(row => row.says);
    expect(against.sort()).toEqual(loose);
  });

  test('every object is of a kind that the table knows', () => {
    expect(render.filter(object => rowsOf(object).length === 0)).toEqual([]);
  });

  test('nothing runs pods but the controllers that the table knows', () => {
    const others = render.filter(object => !CONTROLLERS.includes(object.kind));
    expect(others.filter(object => JSON.stringify(object).includes('"containers"'))).toEqual([]);
  });

  test('every exemption is needed, and there is no other', () => {
    for (const object of render) {
      const asked = rowsOf(object).filter(row => !row.holds(object, render)).flatMap(row => row.asked);
      expect([object.metadata.name, ...exemptions(object).sort()]).toEqual([object.metadata.name, ...[...new Set(asked)].sort()]);
    }
  });

  test('every exemption that can have a reason has one', () => {
    for (const [key, value] of render.flatMap(object => Object.entries(object.metadata.annotations ?? {}))) {
      if (key.startsWith('ignore-check.kube-linter.io/')) expect(value).toMatch(/\w+ \w+/);
      if (key.startsWith('checkov.io/')) expect(value).toMatch(/^CKV2?_K8S_\d+=\w+ \w+/);
    }
  });
});

describe('the table is able to say no', () => {
  const statefulSet = () => {
    const render = structuredClone(apps[0].render);
    const deployment = render.find(({ kind }) => kind === 'Deployment')!;
    Object.assign(deployment, { kind: 'StatefulSet', spec: { ...deployment.spec, serviceName: 'iris-api-service' } });
    render.find(({ metadata }) => metadata.name === 'iris-api-service')!.spec.clusterIP = 'None';
    return render;
  };
  const renders = [...apps.map(({ render }) => render), statefulSet()];

  /** A copy of the first object that follows a row, within a copy of what is rendered with it. */
  function sample(row: Row): { object: Manifest; render: Manifest[] } {
    for (const original of renders) {
      const render = structuredClone(original);
      const object = render.find(one => {
        if (!row.of.includes(one.kind)) return false;
        row.mends?.(one);
        return row.holds(one, render);
      });
      if (object) {
        delete object.metadata.annotations;
        return { object, render };
      }
    }
    throw new Error(`nothing follows: ${row.says}`);
  }

  test.each(rows)('it reports what no longer $says', row => {
    const { object, render } = sample(row);
    expect(follows(row, object, render)).toBe(true);
    row.breaks(object, render);
    expect(follows(row, object, render)).toBe(false);
  });

  test.each(rows.filter(row => row.asked.length > 0))('it lets pass what no longer $says, once all who ask exempt it', row => {
    const { object, render } = sample(row);
    row.breaks(object, render);
    exempt(object, row.asked.slice(1));
    expect(follows(row, object, render)).toBe(false);
    exempt(object, row.asked);
    expect(follows(row, object, render)).toBe(true);
  });
});
