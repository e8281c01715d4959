import { rayCluster } from './ray-cluster';
import { rayCronJob, rayJob } from './ray-job';
import { rayService } from './ray-service';
import type { KindRule } from '../../rule';

export const RAY_RULES: readonly KindRule[] = [rayCluster, rayJob, rayCronJob, rayService];
