import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Synthesis } from './synthesis';

/**
 * An object that is in the cluster already, by name: nobody says of references
 * to it that it is missing.
 * @internal
 */
export abstract class Existing extends Construct {
  /** The kind is in lower case. */
  public constructor(scope: Construct, id: string, kind: string, protected readonly existingName: string, inNamespace = false) {
    super(scope, id);
    Synthesis.of(this).assume(inNamespace ? `${kind}/${Chart.of(this).namespace ?? ''}/${existingName}` : `${kind}/${existingName}`);
  }
}
