import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { canonical } from '../wire/canonical.ts';
import type { JsonObject } from '../wire/json.ts';

/**
 * SAML tokens as far as a server without a token service can judge them: who it is about, how it is confirmed, whether
 * it is still good. Every issuer is trusted.
 */
export interface Token {
  readonly user: string;
  readonly confirmation: 'bearer' | 'holder-of-key';
  /** The key that its holder must sign with. */
  readonly key: KeyObject | undefined;
}

/** Reads a token; undefined for what is none, or is out of its time. */
export function readToken(xml: string, now: Date): Token | undefined {
  const facts = readXml(xml);
  const method = /:cm:(bearer|holder-of-key)$/.exec(facts?.method ?? '')?.[1];
  if (facts === undefined || facts.user === '' || method === undefined || !isCurrent(facts, now)) {
    return undefined;
  }
  return {
    user: facts.user,
    confirmation: method as Token['confirmation'],
    key: readKey(facts.certificate),
  };
}

interface TokenFacts {
  user: string;
  method: string;
  certificate: string;
  notBefore: string | undefined;
  notOnOrAfter: string | undefined;
}

/** Only the bare assertion: no declaration, no DTD. */
function readXml(xml: string): TokenFacts | undefined {
  if (!xml.startsWith('<') || /^<[?!]/.test(xml)) {
    return undefined;
  }
  const facts: TokenFacts = {
    user: '',
    method: '',
    certificate: '',
    notBefore: undefined,
    notOnOrAfter: undefined,
  };
  const path: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, attributes }) => {
    path.push(local);
    if (local === 'SubjectConfirmation') {
      facts.method = attributes.Method?.value ?? '';
    } else if (local === 'Conditions') {
      facts.notBefore = attributes.NotBefore?.value;
      facts.notOnOrAfter = attributes.NotOnOrAfter?.value;
    }
  });
  parser.on('text', (text) => {
    if (path.at(-1) === 'NameID') {
      facts.user += text.trim();
    } else if (path.at(-1) === 'X509Certificate' && path.includes('SubjectConfirmationData')) {
      facts.certificate += text;
    }
  });
  parser.on('closetag', () => path.pop());
  try {
    parser.write(xml).close();
  } catch {
    return undefined;
  }
  return facts;
}

/** Clocks may differ so much. */
const toleranceMs = 600_000;

/** Whether a time is between two others, give or take the tolerance; a bound that is not there binds nothing. */
function isWithin(now: Date, from: string | undefined, until: string | undefined): boolean {
  const time = now.getTime();
  return (
    (from === undefined || Date.parse(from) - toleranceMs <= time) &&
    (until === undefined || time <= Date.parse(until) + toleranceMs)
  );
}

function isCurrent({ notBefore, notOnOrAfter }: TokenFacts, now: Date): boolean {
  return isWithin(now, notBefore, notOnOrAfter);
}

function readKey(certificate: string): KeyObject | undefined {
  if (certificate === '') {
    return undefined;
  }
  try {
    const der = Buffer.from(certificate.replace(/\s+/g, ''), 'base64');
    return createPublicKey(
      new X509Certificate(der).publicKey.export({ type: 'spki', format: 'pem' }),
    );
  } catch {
    return undefined;
  }
}

const keyTypes: Readonly<Record<string, string>> = { RS: 'rsa', ES: 'ec' };

/** `RS256` and the like: the hash, when the key is one of the algorithm's. */
function hashFor(algorithm: unknown, key: KeyObject): string | undefined {
  const [, kind = '', bits] = /^(RS|ES)(256|384|512)$/.exec(String(algorithm)) ?? [];
  return keyTypes[kind] === key.asymmetricKeyType ? `sha${bits}` : undefined;
}

/**
 * Checks a signed message: its time, and that the token's holder signed the canonical text of all of it but the
 * signature (protocol note, section 9).
 *
 * @returns the token, undefined when anything is wrong
 */
export function verifySigned(
  message: JsonObject,
  context: JsonObject,
  now: Date,
): Token | undefined {
  const signature = context.get('signature');
  const timestamp = context.get('timestamp');
  if (!(signature instanceof Map) || !(timestamp instanceof Map)) {
    return undefined;
  }
  const [created, expires] = [timestamp.get('created'), timestamp.get('expires')];
  const [xml, value] = [signature.get('samlToken'), signature.get('value')];
  if (
    typeof xml !== 'string' ||
    typeof value !== 'string' ||
    typeof created !== 'string' ||
    typeof expires !== 'string' ||
    !isWithin(now, created, expires)
  ) {
    return undefined;
  }
  const token = readToken(xml, now);
  if (token?.key === undefined || token.confirmation !== 'holder-of-key') {
    return undefined;
  }
  const hash = hashFor(context.get('signatureAlgorithm'), token.key);
  const text = Buffer.from(unsigned(message, context));
  const isSigned =
    hash !== undefined && verify(hash, text, token.key, Buffer.from(value, 'base64'));
  return isSigned ? token : undefined;
}

/** The canonical text of a message as it was before it got its signature. */
function unsigned(message: JsonObject, context: JsonObject): string {
  const signature = context.get('signature');
  context.delete('signature');
  const text = canonical(message);
  if (signature !== undefined) {
    context.set('signature', signature);
  }
  return text;
}
