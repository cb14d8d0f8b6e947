import type { DecryptedSecret, SecretCipher } from '../host.ts';
import type { Log } from '../providers/provider.ts';

export type Protection = 'system' | 'plain' | 'session';

export interface KeyStoreOptions {
  readonly cipher: SecretCipher | null;
  readonly log: Log;
  /** How long the key store may take to say what it is, milliseconds. Default 3 s. */
  readonly describeMs?: number;
  /** The same for what may ask the user to unlock it. Default 60 s. */
  readonly workMs?: number;
}

/** The host's key store, which may refuse, fail, or never answer: nothing of it ends or holds the program. */
export class KeyStore {
  readonly #options: KeyStoreOptions;

  constructor(options: KeyStoreOptions) {
    this.#options = options;
  }

  /** Without one, or while it does not answer: `session`. */
  async describe(): Promise<{ readonly backend: string; readonly protection: Protection }> {
    const { cipher, log, describeMs = 3000 } = this.#options;
    if (cipher === null) return { backend: 'memory', protection: 'session' };
    try {
      return await within(describeMs, () => cipher.describe());
    } catch (error) {
      log.warn('The key store does not say what it is', { error });
      return { backend: 'memory', protection: 'session' };
    }
  }

  /** @throws Error where the key store does not do it, or not in time */
  encrypt(text: string): Promise<Uint8Array> {
    return this.#work((cipher) => cipher.encrypt(text));
  }

  /** @throws Error where the key store does not do it, or not in time */
  decrypt(bytes: Uint8Array): Promise<DecryptedSecret> {
    return this.#work((cipher) => cipher.decrypt(bytes));
  }

  #work<T>(run: (cipher: SecretCipher) => Promise<T>): Promise<T> {
    const { cipher, workMs = 60_000 } = this.#options;
    if (cipher === null) return Promise.reject(new Error('There is no key store.'));
    return within(workMs, () => run(cipher));
  }
}

async function within<T>(milliseconds: number, run: () => Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The key store does not answer.')), milliseconds);
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
