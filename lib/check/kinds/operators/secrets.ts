import { list, record } from '../../manifest';
import type { KindRule } from '../../rule';

/** What the webhook of External Secrets 2 wants of an ExternalSecret. */
export const externalSecret: KindRule = {
  kinds: ['external-secrets.io/ExternalSecret'],
  judge({ spec }, report) {
    const { data, dataFrom, target, secretStoreRef, refreshPolicy, refreshInterval } = spec;
    if (list(data).length === 0 && list(dataFrom).length === 0) report.refuse('EXTERNAL_SECRET_EMPTY', 'spec.data', data, 'either data or dataFrom: it would fetch nothing');
    const { creationPolicy = 'Owner', deletionPolicy = 'Retain' } = record(target);
    if (deletionPolicy === 'Delete' && creationPolicy !== 'Owner') {
      report.refuse('EXTERNAL_SECRET_POLICY', 'spec.target.deletionPolicy', deletionPolicy, `goes only with creationPolicy Owner, not ${creationPolicy}`);
    }
    if (deletionPolicy === 'Merge' && creationPolicy === 'None') report.refuse('EXTERNAL_SECRET_POLICY', 'spec.target.deletionPolicy', deletionPolicy, 'does not go with creationPolicy None: there is nothing to merge with');
    const seen = new Set<unknown>();
    list(data).forEach((entry, i) => {
      const { secretKey } = record(entry);
      if (secretKey !== undefined && seen.has(secretKey)) report.refuse('EXTERNAL_SECRET_KEY_TWICE', `spec.data[${i}].secretKey`, secretKey, 'the key is fetched twice; remove one of the two');
      seen.add(secretKey);
      if (Object.keys(record(secretStoreRef)).length === 0 && record(entry).sourceRef === undefined) {
        report.warn('EXTERNAL_SECRET_STORE', 'spec.secretStoreRef', undefined, 'without a store nothing can be fetched');
      }
    });
    list(dataFrom).forEach((given, i) => {
      const entry = record(given);
      const sources = ['extract', 'find'].filter(name => entry[name] !== undefined);
      const generator = record(entry.sourceRef).generatorRef !== undefined;
      const at = `spec.dataFrom[${i}]`;
      if (sources.length === 0 && !generator) report.refuse('EXTERNAL_SECRET_SOURCE', at, undefined, 'one of extract, find and sourceRef.generatorRef');
      else if (sources.length > 1) report.refuse('EXTERNAL_SECRET_SOURCE', `${at}.find`, undefined, 'extract and find exclude each other: use two entries');
      else if (sources.length === 1 && generator) report.refuse('EXTERNAL_SECRET_SOURCE', `${at}.sourceRef.generatorRef`, undefined, `a generator excludes ${sources[0]}`);
    });
    if (refreshPolicy === 'CreatedOnce' && refreshInterval !== undefined && refreshInterval !== '0' && refreshInterval !== '0s') {
      report.warn('EXTERNAL_SECRET_REFRESH', 'spec.refreshInterval', refreshInterval, 'refreshPolicy CreatedOnce ignores it: remove one of the two');
    }
  },
};

/** What the controller of SealedSecrets can unseal. */
export const sealedSecret: KindRule = {
  kinds: ['bitnami.com/SealedSecret'],
  judge({ spec }, report) {
    const sealed = Object.entries(record(spec.encryptedData));
    if (sealed.length === 0 && spec.data === undefined) report.warn('SEALED_SECRET_VALUE', 'spec.encryptedData', spec.encryptedData, 'nothing is sealed: the Secret would be empty');
    for (const [key, value] of sealed) {
      if (typeof value === 'string' && !/^[A-Za-z0-9+/\s]+(?:={1,2}\s*)?$/.test(value)) {
        report.warn('SEALED_SECRET_VALUE', `spec.encryptedData['${key}']`, undefined, 'no output of kubeseal: the controller cannot unseal it');
      }
    }
  },
};
