import { z } from 'zod';
import type { SecretStoreInfo } from '#shared/contract/results.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SecretCipher } from '../host.ts';
import type { Log } from '../providers/provider.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const fileSchema = z.object({
  version: z.literal(1),
  /** The user agreed that passwords are kept though the system does not protect them. */
  plainTextAllowed: z.boolean(),
  secrets: z.record(
    z.string(),
    z.object({ protection: z.enum(['system', 'plain']), base64: z.base64() }),
  ),
});
type File = z.output<typeof fileSchema>;
type StoredSecret = File['secrets'][string];

export interface SecretVaultOptions extends StoreFile {
  readonly cipher: SecretCipher | null;
}

/**
 * The passwords. Encrypted on disk where the operating system guards the key; where it does not, in memory until the user
 * agreed to less.
 */
export class SecretVault {
  readonly #file: JsonFile<File>;
  readonly #cipher: SecretCipher | null;
  readonly #log: Log;
  readonly #stored: Map<string, StoredSecret>;
  /** For this run. `wanted` waits for consent to be kept longer. */
  readonly #memory = new Map<
    ConnectionId,
    { readonly password: string; readonly wanted: boolean }
  >();
  #plainTextAllowed: boolean;

  private constructor(file: JsonFile<File>, content: File, options: SecretVaultOptions) {
    this.#file = file;
    this.#cipher = options.cipher;
    this.#log = options.log;
    this.#stored = new Map(Object.entries(content.secrets));
    this.#plainTextAllowed = content.plainTextAllowed;
  }

  static async load(options: SecretVaultOptions): Promise<SecretVault> {
    const file = new JsonFile({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, plainTextAllowed: false, secrets: {} },
    });
    return new SecretVault(file, await file.read(), options);
  }

  async info(): Promise<SecretStoreInfo> {
    const plainTextAllowed = this.#plainTextAllowed;
    if (this.#cipher === null)
      return { backend: 'memory', protection: 'session', plainTextAllowed };
    return { ...(await this.#cipher.describe()), plainTextAllowed };
  }

  /** Consent writes what was waiting for it; withdrawal deletes every password that was kept because of it. */
  async allowPlainText(allow: boolean): Promise<SecretStoreInfo> {
    this.#plainTextAllowed = allow;
    if (allow) {
      for (const [id, { password, wanted }] of this.#memory)
        if (wanted) await this.set(id, password, true);
    } else {
      for (const [id, secret] of this.#stored)
        if (secret.protection === 'plain') this.#stored.delete(id);
    }
    await this.#write();
    return this.info();
  }

  has(id: ConnectionId): boolean {
    return this.#memory.has(id) || (this.#cipher !== null && this.#stored.has(id));
  }

  /** @throws MorefException `auth` where a password is stored and cannot be decrypted any more. */
  async get(id: ConnectionId): Promise<string | undefined> {
    const held = this.#memory.get(id);
    if (held !== undefined) return held.password;
    const stored = this.#stored.get(id);
    if (stored === undefined || this.#cipher === null) return undefined;
    try {
      return await this.#cipher.decrypt(Buffer.from(stored.base64, 'base64'));
    } catch (error) {
      const { backend } = await this.#cipher.describe();
      this.#log.warn('A stored password cannot be decrypted', { id, backend });
      throw new MorefException(
        {
          kind: 'auth',
          message: `The stored password cannot be decrypted by the system’s key store (${backend}). Enter the password again.`,
          connection: id,
        },
        { cause: error },
      );
    }
  }

  /** Keeps a password: on disk if it is to be remembered and may be written, otherwise for this run. */
  async set(id: ConnectionId, password: string, remember: boolean): Promise<void> {
    const cipher = this.#cipher;
    const protection = cipher === null ? undefined : (await cipher.describe()).protection;
    const mayWrite = protection === 'system' || (protection === 'plain' && this.#plainTextAllowed);
    if (!remember || cipher === null || protection === undefined || !mayWrite) {
      this.#memory.set(id, { password, wanted: remember });
      if (this.#stored.delete(id)) await this.#write();
      return;
    }
    const bytes = await cipher.encrypt(password);
    this.#stored.set(id, { protection, base64: Buffer.from(bytes).toString('base64') });
    this.#memory.delete(id);
    await this.#write();
  }

  /** Uses a password for this run; what is stored stays. */
  setForNow(id: ConnectionId, password: string): void {
    this.#memory.set(id, { password, wanted: false });
  }

  async forget(id: ConnectionId): Promise<void> {
    this.#memory.delete(id);
    if (this.#stored.delete(id)) await this.#write();
  }

  #write(): Promise<void> {
    return this.#file.write({
      version: 1,
      plainTextAllowed: this.#plainTextAllowed,
      secrets: Object.fromEntries(this.#stored),
    });
  }
}
