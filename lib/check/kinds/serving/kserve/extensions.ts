import type { Component } from './components';
import { number } from './values';
import { isMap } from '../../../manifest';
import type { Report } from '../../../report';

/** Fields that every component has: how many replicas, how many requests, what is logged. */
export function refuseExtensions({ path, map }: Component, report: Report): void {
  const min = number(map.minReplicas);
  const max = number(map.maxReplicas) ?? 0;
  for (const field of ['minReplicas', 'maxReplicas', 'containerConcurrency']) {
    const value = number(map[field]);
    if (value !== undefined && value < 0) report.refuse('KSERVE_REPLICAS', `${path}.${field}`, value, `at least 0${field === 'maxReplicas' ? '; 0 is no limit' : ''}`);
  }
  if (max > 0 && (min ?? 1) > max) {
    report.refuse('KSERVE_REPLICAS', `${path}.maxReplicas`, max, `at least minReplicas, which is ${min ?? '1 where it is not set'}; 0 is no limit`);
  }
  if (!isMap(map.logger)) return;
  const { logger } = map;
  // The values of mode are those of the CRD, which knows no default for it.
  if (logger.mode === undefined || logger.mode === null) {
    report.refuse('KSERVE_LOGGER', `${path}.logger.mode`, undefined, 'all, request or response: there is no default');
  }
  if (isMap(logger.storage)) {
    const { storage } = logger;
    for (const field of ['path', 'parameters', 'key']) {
      if (storage[field] === undefined || storage[field] === null) {
        report.refuse('KSERVE_LOGGER', `${path}.logger.storage.${field}`, undefined, 'add it: a log storage needs path, parameters and key');
      }
    }
  }
}
