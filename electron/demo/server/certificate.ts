import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bits, ecdsaWithSha256, extension, name, oid, pem, sequence, time, tlv } from './der.ts';

/**
 * A self-signed X.509 certificate, made at run time: Node signs, but has nothing that builds certificates.
 */

export interface Certificate {
  /** PEM */
  readonly key: string;
  /** PEM */
  readonly cert: string;
  /** SHA-256 of the certificate, upper-case hexadecimal pairs with colons. */
  readonly fingerprint: string;
}

const ipv6Loopback = Buffer.from([...Array<number>(15).fill(0), 1]);

function extensions(): Buffer {
  const names = sequence(
    tlv(0x82, Buffer.from('localhost')),
    tlv(0x87, Buffer.from([127, 0, 0, 1])),
    tlv(0x87, ipv6Loopback),
  );
  return tlv(
    0xa3,
    sequence(
      extension('2.5.29.19', true, sequence()),
      extension('2.5.29.15', true, tlv(0x03, Buffer.from([7, 0x80]))),
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, names),
    ),
  );
}

/** A new key pair (P-256) and its certificate, valid from yesterday for a year. */
export function makeCertificate(now: Date, commonName = 'vcenter.demo.example'): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = name('Demo estate', commonName);
  const serial = randomBytes(12);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x01;
  const day = 86_400_000;
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    ecdsaWithSha256,
    issuer,
    sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + 365 * day))),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(),
  );
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', der),
    fingerprint: fingerprintOf(der),
  };
}

/** As certificates are called by: hexadecimal pairs with colons. */
export function fingerprintOf(der: Uint8Array, algorithm = 'sha256'): string {
  return createHash(algorithm)
    .update(der)
    .digest('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');
}
