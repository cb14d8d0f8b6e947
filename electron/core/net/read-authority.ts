import { X509Certificate } from 'node:crypto';
import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ProfileAuthority } from '#shared/model/profile.ts';
import { certificatesIn } from './authorities.ts';
import { certificateNames } from './certificate-names.ts';

/**
 * The certificate authorities in what somebody gave: PEM with one or several, or the base64 of a DER file.
 * @throws MorefException `invalid` where there is none, or one that issues nothing
 */
export function readAuthority(given: string): ProfileAuthority {
  const wrapped = /^[A-Za-z\d+/=\s]+$/.test(given)
    ? `-----BEGIN CERTIFICATE-----\n${given}\n-----END CERTIFICATE-----`
    : given;
  const found = certificatesIn(wrapped).map((pem) => new X509Certificate(pem));
  const [first] = found;
  if (first === undefined) throw invalid('certificate.file.none');
  if (!found.every(({ ca }) => ca)) throw invalid('certificate.file.noAuthority');
  return {
    pem: found.map((certificate) => certificate.toString()).join(''),
    subject: certificateNames(first).subject,
    validTo: Date.parse(first.validTo),
  };
}

function invalid(id: 'certificate.file.none' | 'certificate.file.noAuthority'): MorefException {
  return new MorefException({ kind: 'invalid', message: say(id) });
}
