import type { IServiceAccount } from 'cdk8s-plus-28';
import type { Problems } from './problems';

/**
 * An identity that comes with something the workload uses has one place to go.
 * @internal
 */
export function identityConflict(
  problems: Problems, field: string, identity: CloudIdentity | undefined, given: { identity?: CloudIdentity; serviceAccount?: IServiceAccount },
): void {
  if (!identity || identity === given.identity) return;
  if (given.identity) problems.add('ALTERNATIVES_CONFLICT', 'identity', undefined, `${field} brings another; pods have one: give the rights to one of the two and remove the other`);
  if (given.serviceAccount) {
    problems.add('ALTERNATIVES_CONFLICT', 'serviceAccount', given.serviceAccount.name, `the identity of ${field} goes on the ServiceAccount that this construct makes; annotate yours and remove that identity`);
  }
}

/**
 * The cloud identity of a workload, carried by its ServiceAccount: access to
 * buckets and databases without keys.
 *
 * Each cloud binds it to the namespace and name of the ServiceAccount: renaming
 * either takes the access away.
 */
export class CloudIdentity {
  /**
   * An AWS IAM role (EKS, IAM roles for service accounts).
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  public static awsRole(roleArn: string): CloudIdentity {
    return new CloudIdentity(
      { 'eks.amazonaws.com/role-arn': roleArn }, {},
      /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn) ? undefined : ['awsRole', roleArn, "use a role's ARN: arn:aws:iam::<account>:role/<name>"],
    );
  }

  /**
   * A Google service account (GKE, Workload Identity Federation).
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   */
  public static googleServiceAccount(email: string): CloudIdentity {
    return new CloudIdentity(
      { 'iam.gke.io/gcp-service-account': email }, {},
      /^[a-z][-a-z0-9]*@[-a-z0-9.:]+\.iam\.gserviceaccount\.com$/.test(email) ? undefined : ['googleServiceAccount', email, 'use <name>@<project>.iam.gserviceaccount.com'],
    );
  }

  /**
   * An Azure managed identity (AKS, Workload ID).
   * @see https://learn.microsoft.com/azure/aks/workload-identity-overview
   */
  public static azureClientId(clientId: string): CloudIdentity {
    return new CloudIdentity(
      { 'azure.workload.identity/client-id': clientId }, { 'azure.workload.identity/use': 'true' },
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId) ? undefined : ['azureClientId', clientId, 'use the client id (a UUID) of the managed identity'],
    );
  }

  private constructor(
    private readonly annotations: Record<string, string>,
    private readonly labels: Record<string, string>,
    private readonly problem: [string, string, string] | undefined,
  ) {}

  /** Annotations of the ServiceAccount. */
  public get serviceAccountAnnotations(): { [key: string]: string } {
    return this.annotations;
  }

  /** Labels of the pods. */
  public get podLabels(): { [key: string]: string } {
    return this.labels;
  }

  /** @internal */
  public _check(problems: Problems): void {
    if (this.problem) problems.add('URI_INVALID', `identity ${this.problem[0]}`, this.problem[1], this.problem[2]);
  }
}
