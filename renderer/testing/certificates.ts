import type { CertificateProblem } from '#shared/model/error.ts';

/** A fingerprint as certificates have it, of the same byte all over. */
export function aFingerprint(byte: string): string {
  return Array.from({ length: 32 }, () => byte).join(':');
}

/** A certificate that is valid this year and signed by itself, unless stated otherwise. */
export function aCertificateProblem({
  presented,
  ...problem
}: Omit<Partial<CertificateProblem>, 'presented'> & {
  readonly presented?: Partial<CertificateProblem['presented']>;
} = {}): CertificateProblem {
  const year = 365 * 24 * 3_600_000;
  return {
    reason: 'untrusted',
    verification: 'self-signed certificate',
    presented: {
      fingerprint: aFingerprint('AB'),
      subject: 'CN=vc.example.org',
      issuer: 'CN=Example Authority',
      altNames: ['vc.example.org', '192.0.2.7'],
      validFrom: Date.now() - year,
      validTo: Date.now() + year,
      ...presented,
    },
    ...problem,
  };
}
