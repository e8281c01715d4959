import type { Construct } from 'constructs';
import type { SealedSecretSpec } from '../../imports/bitnami.com';
import type { Problems, ResourceProps } from '../core';
import { SecretResource } from './secret-resource';
import { checkCall } from '../core';

/** Where a sealed value may be opened. */
export enum SealingScope {
  /** Under the name and in the namespace it was sealed for. */
  STRICT = 'strict',
  /** Under any name in the namespace it was sealed for. */
  NAMESPACE_WIDE = 'namespace-wide',
  /** Anywhere in the cluster. */
  CLUSTER_WIDE = 'cluster-wide',
}

/** Props of a `SealedSecret`. */
export interface SealedSecretProps extends ResourceProps {
  /** Keys of the Secret, each with what `kubeseal --raw` printed. */
  readonly encryptedData: { [key: string]: string };
  /**
   * The scope the values were sealed with.
   * @default SealingScope.STRICT
   */
  readonly scope?: SealingScope;
}

/**
 * A Secret whose encrypted values may be in Git; the Sealed Secrets controller
 * opens them in the cluster.
 *
 * With scope STRICT the values are bound to name and namespace: renaming either
 * needs them sealed anew.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets
 */
export class SealedSecret extends SecretResource {
  private readonly props: SealedSecretProps;

  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    checkCall('new SealedSecret', [scope, id, props]);
    const sealing = props.scope ?? SealingScope.STRICT;
    const annotations = sealing === SealingScope.STRICT ? {} : { [`sealedsecrets.bitnami.com/${sealing}`]: 'true' };
    super(scope, id, { ...props, annotations: { ...annotations, ...props.annotations } }, {
      apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', app: 'secret', component: 'secret',
    });
    this.props = props;
  }

  /** @internal */
  public _spec(): any {
    const metadata = this.apiObject.metadata.toJson();
    const spec: SealedSecretSpec = {
      encryptedData: this.props.encryptedData,
      template: { metadata: { name: this.name, namespace: this.namespace, ...metadata.annotations && { annotations: metadata.annotations } } },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const keys = Object.entries(this.props.encryptedData);
    if (keys.length === 0) problems.add('EXPOSURE_INCOMPLETE', 'encryptedData', undefined, 'it has no keys; seal at least one value');
    for (const [key, value] of keys) {
      // A sealed value is base64 of a session key and its text: hundreds of characters.
      if (!/^[A-Za-z0-9+/]{100,}={0,2}$/.test(value)) {
        problems.add('PLAIN_SECRET', `encryptedData['${key}']`, undefined, 'this is no sealed value; seal it: kubeseal --raw --name ... --namespace ...');
      }
    }
  }
}
