import type { Probe } from 'kubernetes-types/core/v1';

/**
 * When a program counts as started, ready and alive.
 * @internal
 */
export interface ProbePaths {
  readonly readiness: string;
  readonly liveness: string;
  /** How long the program may take to start. */
  readonly startupSeconds: number;
  /** Host header, where the program refuses pod addresses. */
  readonly host?: string;
}

/**
 * Readiness is strict, liveness patient: a busy pod leaves the Service before it is restarted.
 * @internal
 */
export function probes({ readiness, liveness, startupSeconds, host }: ProbePaths): Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', Probe> {
  const get = (path: string) => ({ httpGet: { path, port: 'http', ...host && { httpHeaders: [{ name: 'Host', value: host }] } } });
  return {
    startupProbe: { ...get(liveness), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: Math.max(1, Math.ceil(startupSeconds / 5)) },
    readinessProbe: { ...get(readiness), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: { ...get(liveness), periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
  };
}
