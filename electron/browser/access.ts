import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const tokenLifetime = 15 * 60_000;

/**
 * Who may use the browser host: whoever brings a one-time token, which the terminal prints, and after that the secret that it was
 * exchanged for. A page keeps the secret by its origin, port included; a cookie would go to every port of this machine.
 * Secret and tokens live as long as the process.
 */
export class Access {
  readonly #now: () => number;
  readonly #secret = randomBytes(32).toString('base64url');
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

  /** Uses a token up: the secret, once at the most. */
  redeem(token: string): string | undefined {
    const expires = this.#tokens.get(token);
    this.#tokens.delete(token);
    return expires !== undefined && this.#now() < expires ? this.#secret : undefined;
  }

  /** Whether this is the secret. */
  admits(secret: string): boolean {
    return equals(secret, this.#secret);
  }
}

/** In constant time; hashed first, since the comparison needs equal lengths. */
function equals(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
