import { codes } from './code';

const YATAI = 'yatai-deployment 1.1.21 controller';

/** BentoML's Yatai. */
export const BENTO_CODES = codes({
  BENTO_NAME: {
    means: 'A name that no Service can have.',
    why: 'Yatai names a Service and a Deployment as the BentoDeployment; the controller fails to make them.',
    fix: 'Use at most 63 lower-case letters, digits and -, starting with a letter.',
    source: YATAI,
  },
  BENTO_RESOURCES: {
    means: 'A request or limit is no quantity, or a request is more than its limit.',
    why: 'The fields are texts, so the API server takes anything; the controller can make no Deployment of it.',
    fix: 'Write quantities such as 500m, 2Gi or 1.',
    source: YATAI,
  },
  BENTO_RUNNER: {
    means: 'A runner has no name, one that is there already, or one that the Bento does not have.',
    why: 'The controller makes the runners of the Bento, and ignores what is said of others.',
    fix: 'Use the names of the runners in the Bento, each once.',
    source: YATAI,
  },
  BENTO_SCALING: {
    means: 'The bounds of an autoscaler contradict each other, or a field does not reach it.',
    why: 'No HorizontalPodAutoscaler can be made of such bounds; behavior is not copied.',
    fix: 'Keep to 1 <= minReplicas <= maxReplicas, and leave behavior out.',
    source: YATAI,
  },
  BENTO_TAG: {
    means: 'The tag of a Bento or model is not a name and a version.',
    why: 'Yatai and BentoML part the tag at the colon, and find nothing without.',
    fix: 'Write name:version.',
    source: 'yatai-image-builder 1.1 controller',
  },
  BENTO_VALUE: {
    means: 'A value with which the controller can do nothing.',
    why: 'The API server takes it; nothing comes of it.',
    fix: 'Do what the message says.',
    source: YATAI,
  },
  BENTO_VERSION: {
    means: 'A Bento was built by a BentoML that Yatai does not run.',
    why: 'Services of BentoML 1.2 and later have no runners and start in another way; Yatai has no release for them.',
    fix: 'Run the image of bentoml containerize as a Deployment.',
    source: 'yatai-deployment 1.1.21',
  },
});
