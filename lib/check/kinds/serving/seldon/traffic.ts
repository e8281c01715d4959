import { record } from '../../../manifest';
import type { Report } from '../../../report';

/** How requests are shared between the predictors. */
export function judgeTraffic(predictors: readonly unknown[], report: Report): void {
  let sum = 0;
  let shadows = 0;
  predictors.forEach((item, i) => {
    const { shadow, traffic } = record(item);
    const path = `spec.predictors[${i}]`;
    const share = typeof traffic === 'number' ? traffic : 0;
    if (shadow !== true) {
      sum += share;
      if (share < 0 || (share > 100 && predictors.length === 1)) report.warn('SELDON_TRAFFIC', `${path}.traffic`, traffic, 'a percentage, from 0 to 100');
      return;
    }
    shadows++;
    if (shadows > 1) report.refuse('SELDON_TRAFFIC', `${path}.shadow`, true, 'another predictor is the shadow; there is one at most');
    else if (predictors.length === 1) report.refuse('SELDON_TRAFFIC', `${path}.shadow`, true, 'a shadow gets copies of the requests of another predictor; add that one');
    if (share < 0 || share > 100) report.refuse('SELDON_TRAFFIC', `${path}.traffic`, traffic, 'a percentage, from 0 to 100');
  });
  const serving = predictors.length - shadows;
  if (serving > 1 && sum !== 100) report.refuse('SELDON_TRAFFIC', 'spec.predictors', sum, 'the traffic of all predictors but the shadow adds up to 100');
  if (predictors.length === 1 && sum > 0 && sum < 100) report.refuse('SELDON_TRAFFIC', 'spec.predictors[0].traffic', sum, 'remove it: the only predictor gets all requests');
}
