import type { CertificateFacts, MorefError } from '#shared/model/error.ts';
import type { CertificateError, PresentedCertificate } from './errors.ts';

const verificationTexts: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'issued by an authority that this computer does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'issued by an authority that this computer does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'issued by an authority that this computer does not know',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
  PIN_MISMATCH: 'not the certificate that was trusted before',
};

/** A refused certificate, with what a person needs to judge it: the same for every family. */
export function certificateError(error: CertificateError): MorefError {
  return {
    kind: 'certificate',
    message: error.message,
    certificate: {
      reason: error.pinned === null ? 'untrusted' : 'changed',
      presented: certificateFacts(error.presented),
      ...(error.pinned === null ? {} : { pinned: error.pinned }),
      verification: verificationTexts[error.reason] ?? error.reason,
    },
  };
}

/** The certificate in the words of the contract. */
export function certificateFacts(presented: PresentedCertificate): CertificateFacts {
  return {
    fingerprint: presented.fingerprint256,
    subject: presented.subject,
    issuer: presented.issuer,
    altNames: presented.subjectAltNames.split(', ').filter((name) => name !== ''),
    validFrom: Date.parse(presented.validFrom),
    validTo: Date.parse(presented.validTo),
  };
}
