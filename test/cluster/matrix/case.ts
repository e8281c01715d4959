import type { PlatformProps, PodSecurity, Stack } from '../../../lib';

/** A stack of the matrix: objects of one namespace that belong together. */
export interface Case {
  /** Names the file and the main object. */
  readonly id: string;
  readonly platform: PlatformProps;
  /** What the namespace enforces, where the author lowers it. */
  readonly podSecurity?: PodSecurity;
  /** Whether the pods have to pass what the namespace enforces. */
  readonly hardened: boolean;
  make(stack: Stack, id: string): void;
}
