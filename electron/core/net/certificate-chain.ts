import { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { certificateNames } from './certificate-names.ts';
import type { PresentedAuthority } from './errors.ts';

/** Certificates of a chain at most; a longer one is not walked to its end. */
const longestChain = 10;

/** RSA keys below are refused by everybody, and so are curves below and hashes that can be forged. */
const shortestRsa = 2048;
const shortestCurve = 224;
const forgeable = /md[245]|sha-?1(?!\d)/i;
const curveBits: Readonly<Record<string, number>> = { prime192v1: 192, secp192k1: 192 };

/** The chain as it was presented, and completed from what is trusted: the server's own certificate first. */
export function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  let at: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (at?.raw !== undefined && chain.length < longestChain && !seen.has(at.fingerprint256)) {
    seen.add(at.fingerprint256);
    chain.push(new X509Certificate(at.raw));
    at = at.issuerCertificate;
  }
  return chain;
}

/** Those of a chain that issue others, for somebody who would rather trust them. */
export function authoritiesIn(chain: readonly X509Certificate[]): readonly PresentedAuthority[] {
  return chain.slice(1).flatMap((certificate) =>
    certificate.ca
      ? [
          {
            ...certificateNames(certificate),
            fingerprint256: certificate.fingerprint256,
            validFrom: certificate.validFrom,
            validTo: certificate.validTo,
            pem: certificate.toString(),
          },
        ]
      : [],
  );
}

export interface Doubts {
  readonly chain: readonly X509Certificate[];
  /** What was dialled. */
  readonly host: string;
  readonly authorities: ReadonlySet<string>;
  /** What the TLS library says first. */
  readonly verdict: string;
  readonly now?: number;
}

/**
 * Everything that is wrong with a certificate, as codes of OpenSSL and Node, the chain first: the library tells one of them, and who
 * decides should know all.
 */
export function reasonsOf(doubts: Doubts): readonly string[] {
  const { chain, verdict } = doubts;
  const found = new Set<string>();
  const add = (reason: string | undefined): void => {
    if (reason !== undefined) found.add(reason);
  };
  add(chainProblem(doubts));
  for (const certificate of chain) {
    add(dateProblem(certificate, doubts.now ?? Date.now()));
    if (isShort(certificate)) add('EE_KEY_TOO_SMALL');
    // Of what is trusted itself nobody looks at the signature.
    if (!isSelfSigned(certificate) && forgeable.test(certificate.signatureAlgorithm ?? ''))
      add('CA_MD_TOO_WEAK');
  }
  add(nameProblem(doubts));
  if (found.size === 0 || !covered(verdict)) add(verdict);
  return [...found];
}

/** Verdicts that say nothing beyond what was found. */
function covered(verdict: string): boolean {
  return /^(?:UNSPECIFIED|UNKNOWN|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|[A-Z_]*KEY_TOO_SMALL|CA_MD_TOO_WEAK|ERR_TLS_CERT_ALTNAME_INVALID|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]+)$/.test(
    verdict,
  );
}

/** Whether the chain leads to an authority that is trusted. */
function chainProblem({ chain, authorities }: Doubts): string | undefined {
  if (chain.some((certificate) => authorities.has(certificate.toString()))) return undefined;
  const last = chain.at(-1);
  if (last === undefined) return undefined;
  if (!isSelfSigned(last)) return 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
  return chain.length === 1 ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'SELF_SIGNED_CERT_IN_CHAIN';
}

function nameProblem({ chain: [leaf], host }: Doubts): string | undefined {
  if (leaf === undefined) return undefined;
  const error = checkServerIdentity(host, leaf.toLegacyObject());
  return error === undefined ? undefined : 'ERR_TLS_CERT_ALTNAME_INVALID';
}

function dateProblem(certificate: X509Certificate, now: number): string | undefined {
  if (now > Date.parse(certificate.validTo)) return 'CERT_HAS_EXPIRED';
  return now < Date.parse(certificate.validFrom) ? 'CERT_NOT_YET_VALID' : undefined;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.checkIssued(certificate);
}

function isShort({ publicKey }: X509Certificate): boolean {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength < shortestRsa;
  return (curveBits[namedCurve ?? ''] ?? shortestCurve) < shortestCurve;
}

/** `RSA, 2048 bits`, `EC, prime256v1`; empty for a key that nobody here can read. */
export function keyOf(certificate: X509Certificate): string {
  try {
    const { asymmetricKeyType = '', asymmetricKeyDetails = {} } = certificate.publicKey;
    const { modulusLength, namedCurve } = asymmetricKeyDetails;
    const size = modulusLength === undefined ? namedCurve : `${modulusLength} bits`;
    return [asymmetricKeyType.toUpperCase(), ...(size === undefined ? [] : [size])].join(', ');
  } catch {
    return '';
  }
}
