import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  X509Certificate,
} from 'node:crypto';
import { fingerprintOf, type Certificate } from './certificate.ts';
import { bits, ecdsaWithSha256, extension, name, oid, pem, sequence, set, tlv } from './der.ts';

/** Requests for certificates (PKCS #10), and the certificates that come of them. */

/** What a server waits with for its certificate. */
export interface SigningRequest {
  /** PEM */
  readonly request: string;
  /** PEM */
  readonly key: string;
}

export interface Subject {
  readonly organization: string;
  readonly commonName: string;
  /** Set where the request is for an address instead of a name. */
  readonly address?: string;
}

/** The names that a certificate is to be good for: an IPv4 address, or a DNS name. */
function alternativeName({ commonName, address }: Subject): Buffer {
  const value =
    address === undefined
      ? tlv(0x82, Buffer.from(commonName))
      : tlv(0x87, Buffer.from(address.split('.').map(Number)));
  return extension('2.5.29.17', false, sequence(value));
}

/** A new key pair (P-256), and a request to certify it. */
export function makeSigningRequest(subject: Subject): SigningRequest {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wanted = sequence(oid('1.2.840.113549.1.9.14'), set(sequence(alternativeName(subject))));
  const body = sequence(
    tlv(0x02, Buffer.from([0])),
    name(subject.organization, subject.address ?? subject.commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa0, wanted),
  );
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  return {
    request: pem('CERTIFICATE REQUEST', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A certificate for a key; undefined where it is none, or is for another key. */
export function certificateFor(key: string, cert: string): Certificate | undefined {
  try {
    const x509 = new X509Certificate(cert);
    const own = createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' });
    const certified = x509.publicKey.export({ type: 'spki', format: 'der' });
    if (!own.equals(certified)) return undefined;
    return { key, cert: x509.toString(), fingerprint: fingerprintOf(x509.raw) };
  } catch {
    return undefined;
  }
}
