import type { ReferenceValue } from '#shared/model/property-value.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';

/**
 * The opaque references of one session and the objects behind them: class and UUID. References are texts that mean nothing
 * outside the session, so they go no further than this table.
 *
 * The value of a reference is one object wherever it stands, so that a comparison is an identity and 50,000 objects do not hold
 * 200,000 copies. While a full set is loading, a reference may come before its target; its value is filled in when the target
 * comes (`fill`). What has been handed out is never changed: from then on a value is replaced, and its holders are told.
 */
export class ReferenceTable {
  readonly #classes = new Map<string, Map<string, Ref>>();
  readonly #opaque = new Map<Ref, string>();
  readonly #values = new Map<string, ReferenceValue>();

  /** Objects of a class. */
  count(owner: string): number {
    return this.#classes.get(owner)?.size ?? 0;
  }

  /** The objects of a class by their opaque references. */
  ofClass(owner: string): ReadonlyMap<string, Ref> {
    return this.#classes.get(owner) ?? none;
  }

  ref(owner: string, opaque: string): Ref | undefined {
    return this.#classes.get(owner)?.get(opaque);
  }

  /** The opaque reference of an object; undefined if the server does not have it. */
  opaque(ref: Ref): string | undefined {
    return this.#opaque.get(ref);
  }

  /**
   * An object is there. Objects without a UUID of their own, or with one that another object of the class has, are known by the
   * reference itself, as nothing else tells them apart.
   */
  add(owner: string, opaque: string, uuid: unknown): Ref {
    const before = this.ref(owner, opaque);
    if (before !== undefined) return before;
    const byUuid = makeRef(owner, typeof uuid === 'string' && uuid !== '' ? uuid : opaque);
    const ref = this.#opaque.has(byUuid) ? makeRef(owner, opaque) : byUuid;
    let members = this.#classes.get(owner);
    if (members === undefined) this.#classes.set(owner, (members = new Map<string, Ref>()));
    members.set(opaque, ref);
    this.#opaque.set(ref, opaque);
    return ref;
  }

  remove(owner: string, opaque: string): Ref | undefined {
    const members = this.#classes.get(owner);
    const ref = members?.get(opaque);
    if (ref === undefined) return undefined;
    members?.delete(opaque);
    this.#opaque.delete(ref);
    return ref;
  }

  /** The value that stands for a reference of a field which is declared to refer to the class. */
  value(owner: string, opaque: string): ReferenceValue {
    const known = this.#values.get(opaque);
    if (known !== undefined) return known;
    const value = this.#make(owner, opaque);
    this.#values.set(opaque, value);
    return value;
  }

  /** The present value of a reference that was met already; undefined otherwise. */
  met(opaque: string): ReferenceValue | undefined {
    return this.#values.get(opaque);
  }

  /** Replaces the value after its target came or went. Returns the one that holders still have, if any has. */
  renew(owner: string, opaque: string): ReferenceValue | undefined {
    const old = this.#values.get(opaque);
    if (old === undefined) return undefined;
    const value = this.#make(owner, opaque);
    if (old.value === value.value && old.dangling === value.dangling) return undefined;
    this.#values.set(opaque, value);
    return old;
  }

  /** Fills in the values that were met before their targets; for values that nobody has been handed yet. */
  fill(): void {
    for (const [opaque, value] of this.#values) {
      if (value.dangling !== true) continue;
      const ref = this.ref(value.type, opaque);
      if (ref === undefined) continue;
      const writable: { value: string; dangling?: boolean } = value;
      writable.value = refId(ref);
      delete writable.dangling;
    }
  }

  #make(owner: string, opaque: string): ReferenceValue {
    const ref = this.ref(owner, opaque);
    return ref === undefined
      ? { $type: 'ManagedObjectReference', type: owner, value: opaque, dangling: true }
      : { $type: 'ManagedObjectReference', type: owner, value: refId(ref) };
  }
}

const none: ReadonlyMap<string, Ref> = new Map();
