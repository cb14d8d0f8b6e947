import { text as say } from '#shared/i18n/make-text.ts';
import { z } from 'zod';
import { MorefException } from '#shared/model/error.ts';
import { withEntry, withoutUnknown } from './entries.ts';
import type { StoreFile } from './load-stored.ts';
import { noHead } from './read-stored.ts';
import { StoredMap } from './stored-map.ts';

const form = { version: 1, container: 'entries', entry: z.string(), head: noHead };

const maxEntries = 500;
const maxCharacters = 4_000_000;

/** What the page remembers from start to start; the core does not look into it. */
export class WorkspaceStore {
  readonly #file: StoredMap<string>;

  private constructor(file: StoredMap<string>) {
    this.#file = file;
  }

  static async load(options: StoreFile): Promise<WorkspaceStore> {
    return new WorkspaceStore(await StoredMap.load({ ...options, form }));
  }

  read(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#file.entries);
  }

  /** Resolves when nothing waits to be written. */
  settled(): Promise<void> {
    return this.#file.settled();
  }

  /** Forgets all keys that begin so. @throws in words where it cannot be written; nothing has changed then */
  forget(prefix: string): Promise<void> {
    return this.#file.change(withoutUnknown((key) => !key.startsWith(prefix)));
  }

  /**
   * @throws MorefException `invalid` when there is too much already: a page that invents keys must not fill the disk; and in words
   * where it cannot be written. Nothing has changed then.
   */
  write(key: string, value: string): Promise<void> {
    return this.#file.change((stored) => {
      if (stored.entries.get(key) === value) return stored;
      const next = withEntry<string, object>(key, value)(stored);
      checkSize(next.entries, key);
      return next;
    });
  }
}

function checkSize(entries: ReadonlyMap<string, string>, key: string): void {
  let characters = 0;
  for (const [name, value] of entries) characters += name.length + value.length;
  if (entries.size <= maxEntries && characters <= maxCharacters) return;
  throw new MorefException({
    kind: 'invalid',
    message: say('workspace.full', { entries: maxEntries, characters: maxCharacters, key }),
  });
}
