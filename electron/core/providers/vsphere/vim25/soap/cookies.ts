import { BOUNDS } from '../../../../net/bounds.ts';

/**
 * The cookies of one connection, kept byte for byte: vCenter quotes the value of vmware_soap_session and
 * wants the quotes back, vcsim sends none.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Takes the Set-Cookie headers of an answer. */
  take(header: string | readonly string[] | undefined): void {
    if (header === undefined) return;
    for (const line of typeof header === 'string' ? [header] : header) {
      const [pair = ''] = line.split(';', 1);
      const equals = pair.indexOf('=');
      if (equals <= 0) continue;
      const name = pair.slice(0, equals).trim();
      if (!this.#cookies.has(name) && this.#cookies.size >= BOUNDS.cookies) continue;
      this.#cookies.set(name, pair.slice(equals + 1).trim());
    }
  }

  /** The Cookie header; undefined while there are none. */
  header(): string | undefined {
    if (this.#cookies.size === 0) return undefined;
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  clear(): void {
    this.#cookies.clear();
  }
}
