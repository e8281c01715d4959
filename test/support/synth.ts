import type { AppProps } from 'cdk8s';
import { App, Testing } from 'cdk8s';
import { expectSchemaValid } from './schema';
import type { PlatformProps, StackProps } from '../../lib';
import { Platform, Stack } from '../../lib';

export type Manifest = Record<string, any>;

/** An app whose output goes to a temporary folder. */
export function testApp(props?: AppProps): App {
  return Testing.app(props);
}

/** A stack `mlops` on a platform, in an app of its own. */
export function testStack(platform: PlatformProps = {}, props: StackProps = {}): Stack {
  const app = testApp();
  Platform.declare(app, platform);
  return new Stack(app, 'mlops', props);
}

/** The manifests of a stack, each held to the schema of its kind. */
export function synth(stack: Stack): Manifest[] {
  const manifests = Testing.synth(stack);
  expectSchemaValid(manifests);
  return manifests;
}

/** The one object of a kind, or of a kind and name. */
export function find(manifests: Manifest[], kind: string, name?: string): Manifest {
  const found = manifests.filter(m => m.kind === kind && (name === undefined || m.metadata.name === name));
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}: ${manifests.map(m => `${m.kind}/${m.metadata.name}`).join(', ')}`);
  return found[0];
}

export const kindsAndNames = (manifests: Manifest[]) => manifests.map(m => `${m.kind}/${m.metadata.name}`);

/** The lines of problems that synthesizing tells. */
export function problems(stack: Stack): string[] {
  let message: string;
  try {
    Testing.synth(stack);
    return [];
  } catch (e) {
    if ((e as Error).name !== 'SynthesisError') throw e;
    message = (e as Error).message;
  }
  return message.split('\n').slice(1).map(line => line.trim().replace(/\s{2,}/g, ' '));
}
