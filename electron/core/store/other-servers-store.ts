import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { OtherServers } from '../providers/provider.ts';
import { withEntry, withoutEntry } from './entries.ts';
import { EntriesOfProfiles } from './entries-of-profiles.ts';
import type { StoreFile } from './load-stored.ts';
import { noHead } from './read-stored.ts';
import { StoredMap } from './stored-map.ts';

const form = {
  version: 1,
  container: 'byConnection',
  entry: z.object({
    instanceUuid: z.string(),
    servers: z.array(
      z.object({ address: z.string().min(1), pinnedFingerprint: z.string().nullable() }),
    ),
  }),
  head: noHead,
};
type Entry = z.output<typeof form.entry>;

/** What earlier sessions learned of other ways to the same inventory: it is needed just when the first one is gone. */
export class OtherServersStore extends EntriesOfProfiles<Entry> {
  static async load(options: StoreFile): Promise<OtherServersStore> {
    return new OtherServersStore(await StoredMap.load({ ...options, form }));
  }

  get(id: ConnectionId): OtherServers | undefined {
    return this.file.entries.get(id);
  }

  /** Written only where it is new. @throws MorefException in words, and nothing has changed */
  learn(id: ConnectionId, { instanceUuid, servers }: OtherServers): Promise<void> {
    const entry = { instanceUuid, servers: [...servers] };
    return this.file.change((stored) =>
      isDeepStrictEqual(stored.entries.get(id), entry)
        ? stored
        : withEntry<Entry, object>(id, entry)(stored),
    );
  }

  /** @throws MorefException in words; what cannot be deleted now can be later */
  forget(...ids: readonly ConnectionId[]): Promise<void> {
    return this.file.change(withoutEntry(...ids));
  }

  /** Resolves when what was learned is on disk. */
  settled(): Promise<void> {
    return this.file.settled();
  }
}
