import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { boundedData, longestShown } from '#shared/model/bounded-text.ts';
import type { CertificateAuthority, CertificateFacts, MorefError } from '#shared/model/error.ts';
import type { CertificateError, PresentedCertificate } from './errors.ts';

const verificationTexts: Readonly<Record<string, Text>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: say('certificate.selfSigned'),
  SELF_SIGNED_CERT_IN_CHAIN: say('certificate.unknownIssuer'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: say('certificate.unknownIssuer'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: say('certificate.unknownIssuer'),
  CERT_HAS_EXPIRED: say('certificate.expired'),
  CERT_NOT_YET_VALID: say('certificate.notYetValid'),
  ERR_TLS_CERT_ALTNAME_INVALID: say('certificate.otherName'),
  CERT_SIGNATURE_FAILURE: say('certificate.brokenSignature'),
  EE_KEY_TOO_SMALL: say('certificate.weakKey'),
  CA_KEY_TOO_SMALL: say('certificate.weakKey'),
  CA_MD_TOO_WEAK: say('certificate.weakSignature'),
  INVALID_CA: say('certificate.noAuthority'),
  INVALID_PURPOSE: say('certificate.otherPurpose'),
  CERT_REVOKED: say('certificate.revoked'),
  PIN_MISMATCH: say('certificate.otherThanPinned'),
};

/** What is said of a chain whose authority is not known. */
const unknownIssuer: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** A refused certificate, with what a person needs to judge it: the same for every family. */
export function certificateError(error: CertificateError): MorefError {
  const [verification = '', ...further] = [
    ...new Set(error.reasons.map((reason) => verificationTexts[reason] ?? reason)),
  ];
  // A chain that leads to nobody who is known is mended by knowing one of it; nothing else is.
  const mended = error.reasons.every((reason) => unknownIssuer.has(reason));
  return {
    kind: 'certificate',
    message: error.text,
    certificate: {
      reason: error.pinned === null ? 'untrusted' : 'changed',
      presented: certificateFacts(error.presented),
      ...(error.pinned !== null && { pinned: error.pinned }),
      verification,
      ...(further.length > 0 && { further }),
      ...(mended && { authorities: authoritiesOf(error.presented) }),
    },
  };
}

function authoritiesOf({
  authorities = [],
}: PresentedCertificate): readonly CertificateAuthority[] {
  // An error may hold no longer text.
  const short = authorities.filter(({ pem }) => pem.length <= longestShown);
  return short.map(({ fingerprint256, subject, issuer, validFrom, validTo, pem }) => ({
    ...boundedData({ subject, issuer }),
    fingerprint: fingerprint256,
    validFrom: Date.parse(validFrom),
    validTo: Date.parse(validTo),
    pem,
  }));
}

/** The certificate in the words of the contract. */
export function certificateFacts(presented: PresentedCertificate): CertificateFacts {
  return boundedData({
    fingerprint: presented.fingerprint256,
    subject: presented.subject,
    issuer: presented.issuer,
    altNames: presented.subjectAltNames.split(', ').filter((name) => name !== ''),
    validFrom: Date.parse(presented.validFrom),
    validTo: Date.parse(presented.validTo),
    ...(presented.key !== undefined && { key: presented.key }),
    ...(presented.signature !== undefined && { signature: presented.signature }),
  });
}
