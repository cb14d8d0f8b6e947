import { sign } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { HolderOfKey, SignatureAlgorithm } from './security-context.ts';

const HASHES: Readonly<Record<SignatureAlgorithm, string>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
};
/** The server's own limit for the age of a signature is ten minutes; so is Java's validity. */
const VALIDITY_MS = 600_000;

/** From when to when a signature is valid, `2012-10-26T12:24:18.941Z`. */
export interface SignatureTime {
  readonly created: string;
  readonly expires: string;
}

export function signatureTime(now: number): SignatureTime {
  return {
    created: new Date(now).toISOString(),
    expires: new Date(now + VALIDITY_MS).toISOString(),
  };
}

/** The securityCtx that is signed: without the signature, the token and the key. */
export function unsignedContext(context: HolderOfKey, timestamp: SignatureTime): object {
  return {
    schemeId: 'com.vmware.vapi.std.security.saml_hok_token',
    signatureAlgorithm: context.algorithm ?? 'RS256',
    timestamp,
  };
}

/**
 * The signature member for a whole message with an unsigned context: RSASSA-PKCS1-v1_5 over the canonical form, no JWS.
 * @param message the request as JSON
 * @throws Error of node:crypto where the key is none, or none of RSA
 */
export function signatureOf(context: HolderOfKey, message: string): object {
  const text = Buffer.from(canonicalJson(message), 'utf8');
  const value = sign(HASHES[context.algorithm ?? 'RS256'], text, context.privateKey);
  return { samlToken: context.samlToken, value: value.toString('base64') };
}
