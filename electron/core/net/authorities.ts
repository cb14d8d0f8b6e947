import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import process from 'node:process';

/** By what a certificate is judged: made once for each set of authorities, as parsing them takes 15 ms. */
export interface Judge {
  readonly context: SecureContext;
  /** The authorities in it, PEM as X509Certificate prints it. */
  readonly authorities: ReadonlySet<string>;
}

export interface JudgeOptions {
  /** PEM of the authorities that count alone; absent: those that the computer knows. */
  readonly ca?: string | readonly string[] | undefined;
  /** Also what only old servers speak: TLS 1.0 and 1.1, and the short keys of their time. */
  readonly oldTls?: boolean | undefined;
}

/** Sets of authorities that are kept ready: one for each profile with its own, and the computer's. */
const mostJudges = 200;
const judges = new Map<string, Promise<Judge>>();
let computers: Promise<readonly string[]> | undefined;

/** The judge of these authorities. Never rejects: what cannot be read is no authority. */
export function judgeOf({ ca, oldTls = false }: JudgeOptions = {}): Promise<Judge> {
  const own = ca === undefined ? undefined : typeof ca === 'string' ? ca : ca.join('\n');
  const key = `${oldTls ? 'old' : ''}\n${own ?? ''}`;
  const known = judges.get(key);
  if (known !== undefined) return known;
  if (judges.size >= mostJudges) judges.clear();
  const made = makeJudge(own, oldTls);
  judges.set(key, made);
  return made;
}

/**
 * The certificate authorities that this computer knows: of the system's store, of Node, and of the files that SSL_CERT_FILE and
 * NODE_EXTRA_CA_CERTS name. Read once: who installs another starts Moref again. PEM.
 */
export function computersAuthorities(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly string[]> {
  if (environment !== process.env) return readComputers(environment);
  computers ??= readComputers(environment);
  return computers;
}

/** From now on what the computer knows is read anew: somebody has changed it in this process. */
export function readAuthoritiesAgain(): void {
  computers = undefined;
  judges.clear();
}

/** The certificates in a text, as X509Certificate prints them; what is none is left out. */
export function certificatesIn(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END/g) ?? [];
  return blocks.flatMap((block) => {
    const base64 = block.replace(/-----[^-]+-----|-----END/g, '');
    try {
      return [new X509Certificate(Buffer.from(base64, 'base64')).toString()];
    } catch {
      return [];
    }
  });
}

async function readComputers(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const found = new Set<string>(storeOf('default'));
  // The system's store takes 40 ms: others have their turn before it.
  await setImmediate();
  for (const pem of storeOf('system')) found.add(pem);
  for (const name of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
    const path = environment[name];
    if (path === undefined || path === '') continue;
    const text = await readFile(path, 'utf8').catch(() => '');
    for (const pem of certificatesIn(text)) found.add(pem);
  }
  await setImmediate();
  return [...found];
}

/** A runtime may have no access to the system's store. */
function storeOf(type: 'default' | 'system'): readonly string[] {
  try {
    return getCACertificates(type).map((pem) => (pem.endsWith('\n') ? pem : `${pem}\n`));
  } catch {
    return [];
  }
}

async function makeJudge(own: string | undefined, oldTls: boolean): Promise<Judge> {
  const list = own === undefined ? await computersAuthorities() : certificatesIn(own);
  return { context: contextOf(list, oldTls), authorities: new Set(list) };
}

function contextOf(list: readonly string[], oldTls: boolean): SecureContext {
  // What is trusted need not be a root: the authority of a department may be all that is known of a chain.
  const how = { ca: [...list], allowPartialTrustChain: true };
  if (!oldTls) return createSecureContext(how);
  const old = { ...how, minVersion: 'TLSv1' } as const;
  try {
    return createSecureContext({ ...old, ciphers: 'DEFAULT@SECLEVEL=0' });
  } catch {
    // BoringSSL, which is Electron's, has no such levels.
    return createSecureContext(old);
  }
}
