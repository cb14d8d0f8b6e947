import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import { text as say } from '#shared/i18n/make-text.ts';
import { CertificateError, type PresentedCertificate } from './errors.ts';

/** How a server's certificate is judged. */
export interface TlsTrust {
  /** SHA-256 of the one certificate that is accepted, colon-separated hex; null: normal verification decides. */
  readonly pinnedFingerprint256?: string | null;
  /** Further certificate authorities, PEM. */
  readonly ca?: string | readonly string[];
}

function nameOf(fields: PeerCertificate['subject'] | undefined): string {
  if (fields === undefined) return '';
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(', ');
}

/** The facts of a peer certificate that a person needs to judge it. */
export function describeCertificate(
  certificate: PeerCertificate | DetailedPeerCertificate,
): PresentedCertificate {
  const subject = nameOf(certificate.subject);
  const issuer = nameOf(certificate.issuer);
  return {
    fingerprint256: certificate.fingerprint256 ?? '',
    subject,
    issuer,
    subjectAltNames: certificate.subjectaltname ?? '',
    validFrom: certificate.valid_from ?? '',
    validTo: certificate.valid_to ?? '',
    selfSigned: subject === issuer,
  };
}

/** Upper-case hex pairs joined by colons, from either form in which people paste fingerprints. */
export function normalizeFingerprint(text: string): string {
  const hex = text.replaceAll(/[^0-9a-fA-F]/g, '').toUpperCase();
  return (hex.match(/../g) ?? []).join(':');
}

/**
 * Judges an established TLS socket before a byte of a request is written to it. With a pin only the pin
 * counts, even where another certificate would verify: whoever pinned wants to hear of any change.
 * @returns the error that must stop the connection, or null where the certificate is trusted
 */
export function judgeCertificate(
  socket: TLSSocket,
  server: string,
  trust: TlsTrust,
): CertificateError | null {
  const pinned = trust.pinnedFingerprint256
    ? normalizeFingerprint(trust.pinnedFingerprint256)
    : null;
  if (pinned === null && socket.authorized) return null;
  const presented = describeCertificate(socket.getPeerCertificate());
  if (pinned !== null) {
    if (presented.fingerprint256 === pinned) return null;
    const text = say('certificate.changed', {
      server,
      presented: presented.fingerprint256,
      pinned,
    });
    return new CertificateError(text, { presented, pinned, reason: 'PIN_MISMATCH' });
  }
  // Node's types say Error; the runtime stores the code as a string.
  const reason = String(socket.authorizationError ?? 'UNKNOWN');
  const text = say('certificate.unverified', {
    server,
    reason,
    presented: presented.fingerprint256,
  });
  return new CertificateError(text, { presented, pinned, reason });
}
