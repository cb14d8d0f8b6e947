import { text } from '#shared/i18n/make-text.ts';
import type { Message, Text } from '#shared/i18n/text.ts';
import { z } from 'zod';
import type { SecretStoreInfo } from '#shared/contract/results.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SessionPasswords } from '../host.ts';
import type { Log } from '../providers/provider.ts';
import { changeTogether } from './change-together.ts';
import { withEntry, withoutEntry, withoutUnknown } from './entries.ts';
import { KeyStore, type KeyStoreOptions, type Protection } from './key-store.ts';
import type { StoreFile } from './load-stored.ts';
import { StoredMap, type PlannedChange } from './stored-map.ts';

const form = {
  version: 1,
  container: 'secrets',
  entry: z.object({ protection: z.enum(['system', 'plain']), base64: z.base64() }),
  /** The user agreed that passwords are kept though the system does not protect them. */
  head: z.object({ plainTextAllowed: z.boolean().default(false) }),
};
type StoredSecret = z.output<typeof form.entry>;
type Head = z.output<typeof form.head>;

export type SecretVaultOptions = StoreFile &
  KeyStoreOptions & {
    /** Passwords that serve until Moref ends. Default: a map of its own. */
    readonly sessionPasswords?: SessionPasswords | undefined;
  };

/** A password that is to be kept, as far as it can be. */
export interface SecretChange {
  readonly plan: PlannedChange;
  /** To be called once the plan was carried out. */
  done(): void;
  /** Why it is kept in memory alone though it was to be remembered, in words. */
  readonly notKept?: Text;
}

/**
 * The passwords. Encrypted on disk where the operating system guards the key; where it does not, in memory until the user
 * agreed to less. A key store that fails costs the keeping of a password, nothing else.
 */
export class SecretVault {
  readonly #file: StoredMap<StoredSecret, Head>;
  readonly #keys: KeyStore;
  readonly #withoutKeys: boolean;
  readonly #log: Log;
  /** Until Moref ends. */
  readonly #memory: SessionPasswords;

  private constructor(file: StoredMap<StoredSecret, Head>, options: SecretVaultOptions) {
    this.#file = file;
    this.#keys = new KeyStore(options);
    this.#withoutKeys = options.cipher === null;
    this.#log = options.log;
    this.#memory = options.sessionPasswords ?? new Map();
  }

  static async load(options: SecretVaultOptions): Promise<SecretVault> {
    return new SecretVault(await StoredMap.load({ ...options, form }), options);
  }

  async info(): Promise<SecretStoreInfo> {
    const { plainTextAllowed } = this.#file.head;
    return { ...(await this.#keys.describe()), plainTextAllowed };
  }

  /**
   * Consent writes what was waiting for it; withdrawal deletes every password that was kept because of it.
   * @throws MorefException in words, and nothing has changed
   */
  async allowPlainText(allow: boolean): Promise<SecretStoreInfo> {
    const { protection } = await this.#keys.describe();
    const added = allow && protection === 'plain' ? await this.#encryptWaiting() : [];
    await this.#file.change(({ entries }) => {
      const kept = [...entries].filter(([, secret]) => allow || secret.protection !== 'plain');
      return { entries: new Map([...kept, ...added]), head: { plainTextAllowed: allow } };
    });
    for (const [id] of added) this.#memory.delete(id);
    return this.info();
  }

  has(id: ConnectionId): boolean {
    return this.#memory.has(id) || (!this.#withoutKeys && this.#file.entries.has(id));
  }

  /** @throws MorefException `auth` where a password is stored and cannot be decrypted any more. */
  async get(id: ConnectionId): Promise<string | undefined> {
    const held = this.#memory.get(id);
    if (held !== undefined) return held.password;
    const stored = this.#file.entries.get(id);
    if (stored === undefined || this.#withoutKeys) return undefined;
    try {
      const { text, outdated } = await this.#keys.decrypt(Buffer.from(stored.base64, 'base64'));
      if (outdated) void this.#encryptAnew(id, stored, text);
      return text;
    } catch (error) {
      const { backend } = await this.#keys.describe();
      this.#log.warn('A stored password cannot be decrypted', { id, backend });
      throw new MorefException(
        {
          kind: 'auth',
          message: text('secrets.undecryptable', { backend }),
          connection: id,
        },
        { cause: error },
      );
    }
  }

  /**
   * Keeps a password: on disk if it is to be remembered and may be written, otherwise in memory until Moref ends.
   * @throws MorefException in words where the disk refuses, and nothing has changed
   */
  async set(id: ConnectionId, password: string, remember: boolean): Promise<void> {
    const change = await this.setting(id, password, remember);
    await changeTogether([change.plan]);
    change.done();
  }

  /** The same, to be done together with changes of other stores. */
  async setting(id: ConnectionId, password: string, remember: boolean): Promise<SecretChange> {
    const { protection } = await this.#keys.describe();
    const secret = await this.#encrypt(id, password, remember, protection);
    if (secret !== undefined && 'protection' in secret)
      return {
        plan: this.#file.plan(withEntry(id, secret)),
        done: () => void this.#memory.delete(id),
      };
    return {
      plan: this.#file.plan(withoutEntry(id)),
      done: () => void this.#memory.set(id, { password, wanted: remember }),
      ...onlyDefined({ notKept: secret }),
    };
  }

  /** Uses a password until Moref ends; what is stored stays. */
  setForNow(id: ConnectionId, password: string): void {
    this.#memory.set(id, { password, wanted: false });
  }

  /** @throws MorefException in words; what cannot be deleted now can be later */
  async forget(...ids: readonly ConnectionId[]): Promise<void> {
    for (const id of ids) this.#memory.delete(id);
    await this.#file.change(withoutEntry(...ids));
  }

  /** Resolves when nothing waits to be written. */
  settled(): Promise<void> {
    return this.#file.settled();
  }

  /** Forgets what belongs to no profile any more. */
  keepOnly(known: (id: string) => boolean): Promise<void> {
    return this.#file.change(withoutUnknown(known));
  }

  /** Costs nobody anything where it fails: the old one can still be read, and the next time is another chance. */
  async #encryptAnew(id: ConnectionId, stored: StoredSecret, password: string): Promise<void> {
    try {
      const { protection } = await this.#keys.describe();
      const secret = await this.#encrypt(id, password, true, protection);
      if (secret === undefined || !('protection' in secret)) return;
      // Another password may have been typed meanwhile.
      if (this.#file.entries.get(id) === stored) await this.#file.change(withEntry(id, secret));
    } catch (error) {
      this.#log.warn('A password could not be encrypted anew', { id, error });
    }
  }

  /** @returns what is to be stored; undefined where it is not to be; why it cannot be, in words */
  async #encrypt(
    id: ConnectionId,
    password: string,
    remember: boolean,
    protection: Protection,
  ): Promise<StoredSecret | Message | undefined> {
    const consent = protection === 'system' || this.#file.head.plainTextAllowed;
    if (!remember || protection === 'session' || !consent) return undefined;
    try {
      const bytes = await this.#keys.encrypt(password);
      return { protection, base64: Buffer.from(bytes).toString('base64') };
    } catch (error) {
      this.#log.warn('The key store does not take a password', { id, error });
      const reason = error instanceof Error ? error.message : String(error);
      return text('secrets.notTaken', { reason });
    }
  }

  async #encryptWaiting(): Promise<readonly (readonly [ConnectionId, StoredSecret])[]> {
    const added: (readonly [ConnectionId, StoredSecret])[] = [];
    for (const [id, { password, wanted }] of this.#memory) {
      if (!wanted) continue;
      const bytes = await this.#keys.encrypt(password).catch(() => undefined);
      if (bytes !== undefined)
        added.push([id, { protection: 'plain', base64: Buffer.from(bytes).toString('base64') }]);
    }
    return added;
  }
}
