/**
 * Every name under which clients may reach the server. MLflow compares the Host
 * header to the letter, port included, so each name stands with and without one.
 *
 * @see https://mlflow.org/docs/latest/self-hosting/security/network
 */
export function allowedHosts(service: string, namespace: string | undefined, hosts: readonly string[]): string[] {
  const names = [
    service,
    ...namespace ? [`${service}.${namespace}`, `${service}.${namespace}.svc`, `${service}.${namespace}.svc.cluster.local`] : [],
    'localhost',
    '127.0.0.1',
    ...hosts,
  ];
  return names.flatMap(name => [name, `${name}:*`]);
}

/** Origins of browsers: MLflow refuses even its own pages' requests from others. */
export function allowedOrigins(host: string | undefined, extraHosts: readonly string[], schemes: readonly string[]): string[] {
  return [
    ...host === undefined ? [] : schemes.map(scheme => `${scheme}://${host}`),
    // How these are reached is not ours to know.
    ...extraHosts.flatMap(extra => [`https://${extra}`, `http://${extra}`]),
  ];
}
