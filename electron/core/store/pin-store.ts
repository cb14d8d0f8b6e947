import { z } from 'zod';
import type { ConnectionId } from '#shared/model/reference.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const fileSchema = z.object({
  version: z.literal(1),
  /** SHA-256 fingerprint by connection. */
  pins: z.record(z.string(), z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)),
});
type File = z.output<typeof fileSchema>;

/** The certificates that the user trusts, one per profile. */
export class PinStore {
  readonly #file: JsonFile<File>;
  readonly #pins: Map<string, string>;
  /** Pins of the demo estate, which has a new certificate at every start. */
  readonly #passing = new Map<ConnectionId, string>();

  private constructor(file: JsonFile<File>, pins: Readonly<Record<string, string>>) {
    this.#file = file;
    this.#pins = new Map(Object.entries(pins));
  }

  static async load(options: StoreFile): Promise<PinStore> {
    const file = new JsonFile({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, pins: {} },
    });
    return new PinStore(file, (await file.read()).pins);
  }

  get(id: ConnectionId): string | null {
    return this.#passing.get(id) ?? this.#pins.get(id) ?? null;
  }

  async pin(id: ConnectionId, fingerprint: string): Promise<void> {
    this.#pins.set(id, fingerprint);
    await this.#write();
  }

  /** Pins for this run only. */
  pinForNow(id: ConnectionId, fingerprint: string): void {
    this.#passing.set(id, fingerprint);
  }

  async forget(id: ConnectionId): Promise<void> {
    this.#passing.delete(id);
    if (this.#pins.delete(id)) await this.#write();
  }

  #write(): Promise<void> {
    return this.#file.write({ version: 1, pins: Object.fromEntries(this.#pins) });
  }
}
