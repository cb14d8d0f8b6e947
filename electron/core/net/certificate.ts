import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Judge } from './authorities.ts';
import { authoritiesIn, chainOf, keyOf, reasonsOf } from './certificate-chain.ts';
import type { Dialler } from './dialler.ts';
import { CertificateError, type PresentedCertificate } from './errors.ts';

/**
 * How a server is reached, and how its certificate is judged. In one, since whatever leads to a further server of the same inventory
 * takes the same way, and is judged alike.
 */
export interface TlsTrust {
  /** SHA-256 of the one certificate that is accepted, colon-separated hex; null: normal verification decides. */
  readonly pinnedFingerprint256?: string | null;
  /** Certificate authorities that count instead of those that the computer knows, PEM. */
  readonly ca?: string | readonly string[];
  /** Also TLS 1.0 and 1.1. */
  readonly oldTls?: boolean;
  /** Absent: straight ahead. */
  readonly dialler?: Dialler;
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

export interface JudgedOptions {
  /** `host:port`, for messages. */
  readonly server: string;
  /** The name that the certificate has to be for. */
  readonly host: string;
  readonly trust: TlsTrust;
  readonly judge: Pick<Judge, 'authorities'>;
}

/**
 * Judges an established TLS socket before a byte of a request is written to it. With a pin only the pin
 * counts, even where another certificate would verify: whoever pinned wants to hear of any change.
 * @returns the error that must stop the connection, or null where the certificate is trusted
 */
export function judgeCertificate(
  socket: TLSSocket,
  { server, host, trust, judge }: JudgedOptions,
): CertificateError | null {
  const pinned = trust.pinnedFingerprint256
    ? normalizeFingerprint(trust.pinnedFingerprint256)
    : null;
  if (pinned === null && socket.authorized) return null;
  const leaf = describeCertificate(socket.getPeerCertificate());
  if (pinned !== null && leaf.fingerprint256 === pinned) return null;
  const chain = chainOf(socket);
  const presented = {
    ...leaf,
    key: chain[0] === undefined ? '' : keyOf(chain[0]),
    signature: chain[0]?.signatureAlgorithm ?? '',
    authorities: authoritiesIn(chain),
  };
  if (pinned !== null) {
    const about = { server, presented: presented.fingerprint256, pinned };
    const text = say('certificate.changed', about);
    return new CertificateError(text, { presented, pinned, reasons: ['PIN_MISMATCH'] });
  }
  // Node's types say Error; the runtime stores the code as a string.
  const verdict = String(socket.authorizationError ?? 'UNKNOWN');
  const reasons = reasonsOf({ chain, host, verdict, authorities: judge.authorities });
  const about = { server, reason: reasons.join(', '), presented: presented.fingerprint256 };
  const text = say('certificate.unverified', about);
  return new CertificateError(text, { presented, pinned, reasons });
}
