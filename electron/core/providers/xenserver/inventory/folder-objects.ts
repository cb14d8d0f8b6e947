import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { folderAbove, folderOf, folderRef } from '../map/folders.ts';

/**
 * The folders that administrators put machines in. The pool has no such objects: a machine says in a text which folder it is in, and a
 * folder is there as long as something is in it.
 */
export class FolderObjects {
  readonly #of = new Map<Ref, Ref>();
  /** How many machines and folders are in each. */
  readonly #held = new Map<Ref, number>();

  /** The folders that come and go by what was just reported of machines. @param known the properties as they are now */
  after(
    updates: readonly ObjectUpdate[],
    known: (ref: Ref) => Properties | undefined,
  ): readonly ObjectUpdate[] {
    const changes: ObjectUpdate[] = [];
    for (const update of updates) {
      const { ref } = update;
      if (refType(ref) !== 'VM' || !mayMove(update)) continue;
      const properties = update.kind === 'leave' ? undefined : known(ref);
      const path = properties === undefined ? undefined : folderOf(properties);
      this.#move(ref, path === undefined ? undefined : folderRef(path), changes);
    }
    return changes;
  }

  #move(ref: Ref, to: Ref | undefined, changes: ObjectUpdate[]): void {
    const from = this.#of.get(ref);
    if (from === to) return;
    if (to === undefined) this.#of.delete(ref);
    else {
      this.#of.set(ref, to);
      this.#hold(to, changes);
    }
    if (from !== undefined) this.#release(from, changes);
  }

  #hold(folder: Ref, changes: ObjectUpdate[]): void {
    const held = this.#held.get(folder) ?? 0;
    this.#held.set(folder, held + 1);
    if (held > 0) return;
    changes.push({ kind: 'enter', ref: folder, properties: {} });
    const above = folderAbove(folder);
    if (above !== undefined) this.#hold(above, changes);
  }

  #release(folder: Ref, changes: ObjectUpdate[]): void {
    const held = (this.#held.get(folder) ?? 0) - 1;
    if (held > 0) {
      this.#held.set(folder, held);
      return;
    }
    this.#held.delete(folder);
    changes.push({ kind: 'leave', ref: folder });
    const above = folderAbove(folder);
    if (above !== undefined) this.#release(above, changes);
  }
}

function mayMove(update: ObjectUpdate): boolean {
  return (
    update.kind !== 'modify' || update.changes.some(({ path }) => path.startsWith('other_config'))
  );
}
