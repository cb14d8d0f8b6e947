import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const tokenLifetime = 15 * 60_000;

/**
 * Who may use the browser host: whoever brings a one-time token, which the terminal prints, and after that the cookie it
 * was exchanged for. Cookie and tokens live as long as the process.
 */
export class Access {
  readonly #now: () => number;
  readonly #session = randomBytes(32).toString('base64url');
  /** Token → when it expires, in milliseconds since 1970. */
  readonly #tokens = new Map<string, number>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A token that is good once, within a quarter of an hour. */
  issueToken(): string {
    for (const [token, expires] of this.#tokens)
      if (expires <= this.#now()) this.#tokens.delete(token);
    const token = randomBytes(32).toString('base64url');
    this.#tokens.set(token, this.#now() + tokenLifetime);
    return token;
  }

  /** Uses a token up: true once at the most. */
  redeem(token: string): boolean {
    const expires = this.#tokens.get(token);
    this.#tokens.delete(token);
    return expires !== undefined && this.#now() < expires;
  }

  /** The `Set-Cookie` header that lets a browser in. Cookies ignore the port, so their name has to carry it. */
  setCookie(port: number): string {
    return `${cookieName(port)}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a `Cookie` header carries the session. */
  admits(cookieHeader: string | undefined, port: number): boolean {
    return readCookies(cookieHeader, cookieName(port)).some((value) =>
      equals(value, this.#session),
    );
  }
}

function cookieName(port: number): string {
  return `moref-${port}`;
}

function readCookies(header: string | undefined, name: string): readonly string[] {
  const prefix = `${name}=`;
  return (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length));
}

/** In constant time; hashed first, since the comparison needs equal lengths. */
function equals(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
