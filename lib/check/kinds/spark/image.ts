import type { Application } from './parts';
import { record } from '../../manifest';
import { isEmpty } from '../kubernetes/values';

/** Spark wants an image for either pod, and takes none of a pod template. */
export function judgeImages({ spec, path, report }: Application): void {
  if (!isEmpty(spec.image)) return;
  const [driver, executor] = [record(spec.driver), record(spec.executor)];
  if (isEmpty(driver.image)) report.warn('SPARK_IMAGE', `${path}.image`, undefined, 'name the image of Spark and the program: without it the submission fails, and an image in a pod template does not count');
  else if (isEmpty(executor.image)) report.warn('SPARK_IMAGE', `${path}.executor.image`, undefined, 'name an image here or in spec.image: the driver has one, and cannot make executors');
}
