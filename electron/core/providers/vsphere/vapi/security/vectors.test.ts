import { readFileSync } from 'node:fs';
import { verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { signatureOf, unsignedContext } from './holder-of-key.ts';
import { recorded } from '../testing/recorded.ts';
import type { HolderOfKey, SignatureAlgorithm } from './security-context.ts';

const FOLDER = new URL('../testdata/vectors/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

interface CanonicalVector {
  readonly name: string;
  readonly input: string;
  readonly java: string;
  readonly go: string;
  readonly python: string;
  readonly agree: boolean;
}

interface SignatureVector {
  readonly name: string;
  readonly request: { readonly params: { readonly ctx: { readonly appCtx: object } } };
  readonly algorithm: SignatureAlgorithm;
  readonly timestamp: { readonly created: string; readonly expires: string };
  readonly signed_text: string;
  readonly signature: string | null;
  readonly java_canonical_is_signed_text: boolean;
}

const CANONICAL = JSON.parse(read('canonical.json')) as readonly CanonicalVector[];
// JSON.parse would change these numbers; the file is indented, so that the signed texts in it have none with a space before.
const NUMBERS = /([:[,]\s+)(-?\d{16,}|-?\d+\.\d+(?:[eE][+-]?\d+)?)(?=\s*[,\]}])/g;
const { vectors: SIGNED } = JSON.parse(read('hok.json').replaceAll(NUMBERS, '$1"@$2"')) as {
  readonly vectors: readonly SignatureVector[];
};
const key: HolderOfKey = {
  scheme: 'saml-holder-of-key',
  samlToken: read('keys/hok.xml'),
  privateKey: read('keys/key.pem'),
};

describe('canonical JSON', () => {
  test('there are 24 documents', () => expect(CANONICAL).toHaveLength(24));

  test.each(CANONICAL)('$name, as Java has it', ({ input, java, go, python, agree }) => {
    const text = canonicalJson(input);
    expect(Buffer.from(text)).toEqual(Buffer.from(java));
    if (agree) expect([go, python]).toEqual([text, text]);
  });

  test('it is its own canonical form', () => {
    // Half a surrogate pair has become a question mark, once and for all.
    for (const { java } of CANONICAL) expect(canonicalJson(java)).toBe(java);
  });
});

/** The request of a vector with the context that is signed. */
function unsigned({ request, algorithm, timestamp }: SignatureVector): string {
  const securityCtx = unsignedContext({ ...key, algorithm }, timestamp);
  const ctx = { ...request.params.ctx, securityCtx };
  const text = JSON.stringify({ ...request, params: { ...request.params, ctx } });
  return text.replaceAll(/"@([^"]*)"/g, '$1');
}

describe('holder-of-key signatures', () => {
  // The two others document what the Python runtime does otherwise: it escapes all but ASCII, and cannot sign doubles.
  const agreed = SIGNED.filter(({ java_canonical_is_signed_text: same }) => same);
  const others = SIGNED.filter((vector) => !agreed.includes(vector));

  test('there are nine that all runtimes agree on, with all three algorithms, and two traps', () => {
    expect(SIGNED).toHaveLength(11);
    expect(new Set(agreed.map(({ algorithm }) => algorithm))).toEqual(
      new Set(['RS256', 'RS384', 'RS512']),
    );
  });

  test.each(agreed)('$name with $algorithm', (vector) => {
    const message = unsigned(vector);
    expect(canonicalJson(message)).toBe(vector.signed_text);
    if (vector.signature === null) return;
    expect(signatureOf({ ...key, algorithm: vector.algorithm }, message)).toEqual({
      samlToken: key.samlToken,
      value: vector.signature,
    });
  });

  test('Python escapes what is not ASCII: not the text that vCenter checks', () => {
    const vector = others.find(({ name }) => name === 'non-ascii-python-escapes');
    if (vector === undefined) throw new Error('no such vector');
    const text = canonicalJson(unsigned(vector));
    expect(text).not.toBe(vector.signed_text);
    // The same message, but for the escapes.
    expect(canonicalJson(vector.signed_text)).toBe(text);
    expect(signatureOf(key, unsigned(vector))).not.toMatchObject({ value: vector.signature });
  });

  test('doubles, which Python cannot sign at all', () => {
    const vector = others.find(({ name }) => name === 'double');
    if (vector === undefined) throw new Error('no such vector');
    expect(canonicalJson(unsigned(vector))).toBe(vector.signed_text);
    expect(vector.signed_text).toMatch(/\dE\d/);
  });

  test.each([
    'python/140-session-create-saml-hok',
    'go/go-011-session-create-hok',
    'go/go-103-python-hok',
  ])('the recorded signature of %s is made again', (name) => {
    const message = JSON.parse(recorded(name).request.body.toString()) as {
      params: { ctx: { securityCtx: { signature?: { value: string } } } };
    };
    const { signature, ...context } = message.params.ctx.securityCtx;
    message.params.ctx.securityCtx = context;
    const made = signatureOf(key, JSON.stringify(message)) as { readonly value: string };
    expect(made.value).toBe(signature?.value);
    const text = Buffer.from(canonicalJson(JSON.stringify(message)));
    const certificate = read('keys/cert.pem');
    expect(verify('RSA-SHA256', text, certificate, Buffer.from(made.value, 'base64'))).toBe(true);
  });
});
