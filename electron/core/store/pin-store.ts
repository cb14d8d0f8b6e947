import { z } from 'zod';
import type { ConnectionId } from '#shared/model/reference.ts';
import { withEntry, withoutEntry } from './entries.ts';
import { EntriesOfProfiles } from './entries-of-profiles.ts';
import type { StoreFile } from './load-stored.ts';
import { noHead } from './read-stored.ts';
import { StoredMap, type PlannedChange } from './stored-map.ts';

/** SHA-256 fingerprint by connection. */
const form = {
  version: 1,
  container: 'pins',
  entry: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
  head: noHead,
};

/** The certificates that the user trusts, one per profile. */
export class PinStore extends EntriesOfProfiles<string> {
  /** Pins of the demo estate, which has a new certificate at every start, and of profiles on trial. */
  readonly #passing = new Map<ConnectionId, string>();

  static async load(options: StoreFile): Promise<PinStore> {
    return new PinStore(await StoredMap.load({ ...options, form }));
  }

  get(id: ConnectionId): string | null {
    return this.#passing.get(id) ?? this.file.entries.get(id) ?? null;
  }

  /** @throws MorefException in words, and nothing has changed */
  pin(id: ConnectionId, fingerprint: string): Promise<void> {
    return this.file.change(withEntry(id, fingerprint));
  }

  /** Keeps what served for now, to be done together with changes of other stores; nothing where there is none. */
  keeping(id: ConnectionId): readonly PlannedChange[] {
    const fingerprint = this.#passing.get(id);
    return fingerprint === undefined ? [] : [this.file.plan(withEntry(id, fingerprint))];
  }

  /** What served for now has been kept. */
  settle(id: ConnectionId): void {
    this.#passing.delete(id);
  }

  /** Pins that serve until Moref ends. */
  pinForNow(id: ConnectionId, fingerprint: string): void {
    this.#passing.set(id, fingerprint);
  }

  /** @throws MorefException in words; what cannot be deleted now can be later */
  async forget(...ids: readonly ConnectionId[]): Promise<void> {
    for (const id of ids) this.#passing.delete(id);
    await this.file.change(withoutEntry(...ids));
  }

  /** Resolves when nothing waits to be written. */
  settled(): Promise<void> {
    return this.file.settled();
  }
}
