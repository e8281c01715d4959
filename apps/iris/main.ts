import { App } from 'cdk8s';
import { irisStack } from './stack';
import type { ITracking } from 'cdk8s-mlops';
import { Linter, Platform, Tracking } from 'cdk8s-mlops';

/** Where models come from, by the argument: a server in the cluster, files of the node, or a bucket. */
const modes: Record<string, ITracking | undefined> = {
  cluster: undefined,
  local: Tracking.local('/tmp/mlruns'),
  bucket: Tracking.bucket('gs://acme-models/iris'),
};
const mode = process.argv[2] ?? 'cluster';

if (!Object.hasOwn(modes, mode)) {
  console.error(`mode '${mode}': use one of ${Object.keys(modes).join(', ')}`);
  process.exitCode = 2;
} else {
  const app = new App();
  Platform.declare(app, {
    kubernetes: '1.34',
    ingressClass: 'traefik', ingressNamespace: 'traefik', certificateIssuer: 'letsencrypt',
    linters: [Linter.KUBE_SCORE, Linter.CHECKOV, Linter.POLARIS, Linter.KUBE_LINTER],
  });
  // An image given by environment was built here and is in no registry: see the Makefile.
  irisStack(app, modes[mode], process.env.IRIS_IMAGE, process.env.IRIS_IMAGE !== undefined);
  app.synth();
}
