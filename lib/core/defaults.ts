/** What something gets that was not asked for. */
export enum Defaults {
  /**
   * What is safe: hardened pods with resources, a ServiceAccount without token,
   * a NetworkPolicy, limits on retries and on how long what has ended stays.
   */
  SAFE = 'safe',
  /**
   * Nothing, not even the tolerations of an accelerator: what is left out is
   * left to Kubernetes and the operator. For images that need root, in a
   * namespace that allows it.
   */
  UPSTREAM = 'upstream',
}
