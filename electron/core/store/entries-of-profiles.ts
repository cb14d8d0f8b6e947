import type { ConnectionId } from '#shared/model/reference.ts';
import { withoutEntry, withoutUnknown } from './entries.ts';
import type { PlannedChange, StoredMap } from './stored-map.ts';

/** A store whose entries belong to profiles, and are forgotten with them. */
export abstract class EntriesOfProfiles<Entry> {
  protected readonly file: StoredMap<Entry>;

  protected constructor(file: StoredMap<Entry>) {
    this.file = file;
  }

  /** Forgets an entry, to be done together with changes of other stores. */
  forgetting(id: ConnectionId): PlannedChange {
    return this.file.plan(withoutEntry(id));
  }

  /** Forgets what belongs to no profile any more. */
  keepOnly(known: (id: string) => boolean): Promise<void> {
    return this.file.change(withoutUnknown(known));
  }
}
