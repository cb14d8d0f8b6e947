import { expect, it } from 'vitest';
import type { CertificateFacts } from '#shared/model/error.ts';
import { aCertificateProblem } from '../../testing/certificates.ts';
import { certificateAge } from './certificate-age.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);
const until = (validTo: number): { readonly certificate: CertificateFacts } => ({
  certificate: aCertificateProblem({ presented: { validTo } }).presented,
});

it('warns of a certificate from 30 days before its end', () => {
  expect(certificateAge({}, now)).toBeUndefined();
  expect(certificateAge(until(now + 31.5 * day), now)).toBeUndefined();
  expect(certificateAge(until(now + 30.5 * day), now)).toContain('30 days');
  expect(certificateAge(until(now + 1.5 * day), now)).toContain('1 day');
  expect(certificateAge(until(now - 1), now)).toContain('has expired');
  expect(certificateAge(until(Number.NaN), now)).toBeUndefined();
});
