import { goDuration } from '../../go-values';
import { list, record } from '../../manifest';
import type { KindRule } from '../../rule';

const SUBJECTS = ['commonName', 'literalSubject', 'dnsNames', 'uris', 'emailAddresses', 'ipAddresses', 'otherNames'];

/** What the webhook of cert-manager 1 wants of a Certificate. */
export const certificate: KindRule = {
  kinds: ['cert-manager.io/Certificate'],
  judge({ spec }, report) {
    const { issuerRef, commonName, literalSubject, privateKey, secretName, duration, renewBefore, renewBeforePercentage } = spec;
    if (secretName === '') report.refuse('CERTIFICATE_SECRET', 'spec.secretName', secretName, 'the Secret that the certificate goes into');
    if (!SUBJECTS.some(field => (Array.isArray(spec[field]) ? spec[field].length > 0 : !!spec[field]))) {
      report.refuse('CERTIFICATE_SUBJECT', 'spec.dnsNames', spec.dnsNames, `a certificate is for somebody: one of ${SUBJECTS.join(', ')}`);
    }
    if (commonName && literalSubject) report.refuse('CERTIFICATE_SUBJECT', 'spec.literalSubject', literalSubject, 'excludes commonName');
    if (typeof commonName === 'string' && commonName.length > 64) report.refuse('CERTIFICATE_SUBJECT', 'spec.commonName', commonName, 'at most 64 characters: leave it out and use dnsNames');
    const { kind, group = '', name } = record(issuerRef);
    if (issuerRef !== undefined && !name) report.refuse('CERTIFICATE_ISSUER', 'spec.issuerRef.name', name, 'the name of an Issuer or ClusterIssuer');
    if ((group === '' || group === 'cert-manager.io') && kind !== undefined && kind !== '' && kind !== 'Issuer' && kind !== 'ClusterIssuer') {
      report.refuse('CERTIFICATE_ISSUER', 'spec.issuerRef.kind', kind, 'Issuer or ClusterIssuer');
    }
    const { algorithm = 'RSA', size } = record(privateKey);
    const sizes: Record<string, number[]> = { RSA: [2048, 8192], ECDSA: [256, 384, 521] };
    if (typeof size === 'number' && size !== 0) {
      if (algorithm === 'RSA' && (size < 2048 || size > 8192)) report.refuse('CERTIFICATE_KEY', 'spec.privateKey.size', size, 'an RSA key has 2048 to 8192 bits');
      if (algorithm === 'ECDSA' && !sizes.ECDSA.includes(size)) report.refuse('CERTIFICATE_KEY', 'spec.privateKey.size', size, 'an ECDSA key has 256, 384 or 521 bits');
    }
    if (renewBefore !== undefined && renewBeforePercentage !== undefined) report.refuse('CERTIFICATE_TIMES', 'spec.renewBeforePercentage', renewBeforePercentage, 'excludes renewBefore');
    const [lasts, before] = [seconds(duration ?? '2160h'), seconds(renewBefore)];
    if (lasts !== undefined && lasts < 3600) report.refuse('CERTIFICATE_TIMES', 'spec.duration', duration, 'at least 1h');
    if (before !== undefined && before < 300) report.refuse('CERTIFICATE_TIMES', 'spec.renewBefore', renewBefore, 'at least 5m');
    if (lasts !== undefined && before !== undefined && before >= lasts) report.refuse('CERTIFICATE_TIMES', 'spec.renewBefore', renewBefore, 'shorter than the duration of the certificate');
    list(spec.ipAddresses).forEach((address, i) => {
      if (typeof address === 'string' && !/^[0-9a-fA-F.:]+$/.test(address)) report.refuse('CERTIFICATE_SUBJECT', `spec.ipAddresses[${i}]`, address, 'an IP address');
    });
  },
};

/** A duration of Go in seconds. */
function seconds(duration: unknown): number | undefined {
  const nanoseconds = typeof duration === 'string' ? goDuration(duration) : undefined;
  return nanoseconds === undefined ? undefined : nanoseconds / 1e9;
}
