import type { Report } from '../../report';
import type { Teller } from '../kubernetes/values';

/** The spec of an application, and where it stands. */
export interface Application {
  readonly spec: Record<string, any>;
  readonly path: string;
  readonly namespace: string | undefined;
  readonly report: Report;
  /** Takes what is refused: now, or when a run is made. */
  readonly told: Teller;
}

/** The pods of an application. */
export const PARTS = ['driver', 'executor'] as const;
