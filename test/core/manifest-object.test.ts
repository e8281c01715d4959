import type { IResolver, ResolutionContext } from 'cdk8s';
import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { ModelApi, Stack } from '../../lib';
import { ManifestObject } from '../../lib/core/manifest-object';
import { find, testApp, testStack } from '../support/synth';

const json = fc.jsonValue({ maxDepth: 4 });
const body = fc.dictionary(fc.constantFrom('spec', 'data', 'rules'), fc.oneof(json, fc.array(fc.option(json, { nil: undefined }))));

test('what it renders is to the letter what cdk8s renders', () => {
  let n = 0;
  const stack = testStack();
  fc.assert(fc.property(body, fields => {
    const metadata = { name: `x${n++}`, labels: { a: 'b' } };
    const ours = new ManifestObject(stack, `ours${n}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, body: fields });
    const theirs = new ApiObject(stack, `theirs${n}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields });
    expect(JSON.stringify(ours.toJson())).toBe(JSON.stringify(theirs.toJson()));
  }));
});

test('a token of the author is resolved wherever it stands', () => {
  const stack = testStack();
  new ModelApi(stack, 'api', { image: 'a:1', priorityClass: Lazy.any({ produce: () => 'late' }) });
  expect(find(stack.toJson(), 'Deployment').spec.template.spec.priorityClassName).toBe('late');
});

test('resolvers and patches of an app are heard', () => {
  class Upper implements IResolver {
    public resolve(context: ResolutionContext) {
      if (context.value === 'small') context.replaceValue('LARGE');
    }
  }
  const stack = new Stack(testApp({ resolvers: [new Upper()] }), 'mlops');
  const object = new ManifestObject(stack, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, body: { data: { size: 'small' } } });
  expect(object.toJson().data).toEqual({ size: 'LARGE' });
  object.addJsonPatch(JsonPatch.add('/data/more', 'x'));
  expect(object.toJson().data).toEqual({ size: 'LARGE', more: 'x' });
});
