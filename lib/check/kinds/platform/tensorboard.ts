import { judgeMadeName, judgeTaken } from './made';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isSubdomain } from '../kubernetes/forms';

const PREFIXES = ['pvc://', 's3://', 'gs://', '/cns/'];
const FIELD = 'spec.logspath';

/** What the controller of Kubeflow Notebooks 1.11 makes of a Tensorboard. */
export const tensorboard: KindRule = {
  kinds: ['tensorboard.kubeflow.org/Tensorboard'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    judgeMadeName(manifest, 'TENSORBOARD_NAME', { most: 58, why: "the port of its Service is called 'http-' and the name, and may have 63" }, report);
    if (metadata.name !== undefined) judgeTaken(manifest, metadata.name, ['/Service', 'apps/Deployment', 'kubeflow.org/Notebook'], objects, report);
    const { logspath } = spec;
    if (typeof logspath !== 'string') return;
    if (logspath.startsWith('pvc://')) judgeClaim(logspath, report);
    else if (!PREFIXES.some(prefix => logspath.startsWith(prefix))) judgeOther(logspath, objects.find('/PersistentVolumeClaim', metadata.namespace, 'tb-volume') !== undefined, report);
    else if (/^(s3|gs):\/\/(\/|$)/.test(logspath)) report.warn('TENSORBOARD_LOGS', FIELD, logspath, 'name the bucket, such as s3://bucket/logs');
  },
};

/** `pvc://<claim>/<path in it>` */
function judgeClaim(logspath: string, report: Report): void {
  const [claim, ...path] = logspath.slice('pvc://'.length).split('/');
  if (claim === '') report.warn('TENSORBOARD_LOGS', FIELD, logspath, 'name the claim, such as pvc://claim/logs: the API server refuses a Deployment without it');
  else if (!isSubdomain(claim)) report.warn('TENSORBOARD_LOGS', FIELD, logspath, 'no claim can have this name: use lower-case letters, digits, - and .');
  else if (path.includes('..') || path.length > 1 && path[0] === '') {
    report.warn('TENSORBOARD_LOGS', FIELD, logspath, "a path below the claim, without '..' and with one / in front: the API server refuses the Deployment otherwise");
  }
}

/** Anything else is a path in the claim tb-volume, as in the first version. */
function judgeOther(logspath: string, isThere: boolean, report: Report): void {
  if (logspath === '') {
    report.warn('TENSORBOARD_LOGS', FIELD, logspath, 'say where the logs are, such as pvc://claim/logs or s3://bucket/logs');
    return;
  }
  const scheme = /^[A-Za-z0-9+.-]{1,12}:\/{0,3}/.exec(logspath)?.[0];
  if (scheme !== undefined) {
    const near = nearest(scheme, PREFIXES);
    report.warn('TENSORBOARD_LOGS', FIELD, logspath, `${near ? `did you mean '${near}'?` : `one of ${PREFIXES.join(', ')}:`} anything else is a path where claim 'tb-volume' is mounted`);
  } else if (!isThere) {
    report.warn('TENSORBOARD_LOGS', FIELD, logspath, "a bare path is where claim 'tb-volume' is mounted; write pvc://claim/path to name the claim");
  }
}
