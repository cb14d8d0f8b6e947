import type { ObjectUpdate } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';

/**
 * Which objects there are, by type: what an operation may choose from. Virtual machines are not kept: there are many, and none is
 * ever chosen.
 */
export class KnownRefs {
  readonly #byType = new Map<string, Set<Ref>>();

  ofType(type: string): Iterable<Ref> {
    return this.#byType.get(type) ?? [];
  }

  take(updates: readonly ObjectUpdate[]): void {
    for (const { kind, ref } of updates) {
      if (kind === 'modify') continue;
      const type = refType(ref);
      if (type === 'VirtualMachine') continue;
      if (kind === 'leave') this.#byType.get(type)?.delete(ref);
      else this.#add(type, ref);
    }
  }

  clear(): void {
    this.#byType.clear();
  }

  #add(type: string, ref: Ref): void {
    const refs = this.#byType.get(type);
    if (refs === undefined) this.#byType.set(type, new Set([ref]));
    else refs.add(ref);
  }
}
