import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { boundedData } from '#shared/model/bounded-text.ts';
import type { CertificateFacts, MorefError } from '#shared/model/error.ts';
import type { CertificateError, PresentedCertificate } from './errors.ts';

const verificationTexts: Readonly<Record<string, Text>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: say('certificate.selfSigned'),
  SELF_SIGNED_CERT_IN_CHAIN: say('certificate.unknownIssuer'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: say('certificate.unknownIssuer'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: say('certificate.unknownIssuer'),
  CERT_HAS_EXPIRED: say('certificate.expired'),
  CERT_NOT_YET_VALID: say('certificate.notYetValid'),
  ERR_TLS_CERT_ALTNAME_INVALID: say('certificate.otherName'),
  PIN_MISMATCH: say('certificate.otherThanPinned'),
};

/** A refused certificate, with what a person needs to judge it: the same for every family. */
export function certificateError(error: CertificateError): MorefError {
  return {
    kind: 'certificate',
    message: error.text,
    certificate: {
      reason: error.pinned === null ? 'untrusted' : 'changed',
      presented: certificateFacts(error.presented),
      ...(error.pinned !== null && { pinned: error.pinned }),
      verification: verificationTexts[error.reason] ?? error.reason,
    },
  };
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
  });
}
