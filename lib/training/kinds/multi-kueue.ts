import type { JobView } from './kind';

/** The controller that a job leaves itself to, where it runs in another cluster. */
export const managerOf = ({ props: { multiKueue } }: JobView): string | undefined => (multiKueue ? 'kueue.x-k8s.io/multikueue' : undefined);
