import type { ReferenceValue } from '#shared/model/property-value.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';

/** What is known of the references of one class. */
interface ClassReferences {
  /** What stands for a reference, by its text: of the objects that there are, and of those that somebody refers to. */
  readonly values: Map<string, ReferenceValue>;
  /** The opaque reference of each object that there is. */
  readonly objects: Map<Ref, string>;
}

/**
 * The opaque references of one session and the objects behind them: class and UUID. References are texts that mean nothing
 * outside the session, so they go no further than this table.
 *
 * The value of a reference is one object wherever it stands, so that a comparison is an identity and 50,000 objects do not hold
 * 200,000 copies. While a full set is loading, a reference may come before its target; its value is filled in when the target
 * comes. What has been handed out (`handOut`) is never changed: from then on a value is replaced, and its holders are notified.
 */
export class ReferenceTable {
  readonly #classes = new Map<string, ClassReferences>();
  #handedOut = false;

  /** The objects of a class. */
  ofClass(owner: string): Iterable<Ref> {
    return this.#classes.get(owner)?.objects.keys() ?? [];
  }

  ref(owner: string, opaque: string): Ref | undefined {
    const value = this.met(owner, opaque);
    return value === undefined || value.dangling === true ? undefined : makeRef(owner, value.value);
  }

  /** The opaque reference of an object; undefined if the server does not have it. */
  opaque(ref: Ref): string | undefined {
    return this.#classes.get(refType(ref))?.objects.get(ref);
  }

  /**
   * An object is there. Objects without a UUID of their own, or with one that another object of the class has, are known by the
   * reference itself, as nothing else distinguishes them.
   */
  add(owner: string, opaque: string, uuid: unknown): Ref {
    const { values, objects } = this.#ofClass(owner);
    const met = values.get(opaque);
    if (met !== undefined && met.dangling !== true) return makeRef(owner, met.value);
    let id = typeof uuid === 'string' && uuid !== '' ? uuid : opaque;
    let ref = flatRef(owner, id);
    if (objects.has(ref)) ref = flatRef(owner, (id = opaque));
    objects.set(ref, opaque);
    if (met === undefined || this.#handedOut) values.set(opaque, known(owner, id));
    else fill(met, id);
    return ref;
  }

  remove(owner: string, opaque: string): Ref | undefined {
    const ref = this.ref(owner, opaque);
    if (ref === undefined) return undefined;
    const { values, objects } = this.#ofClass(owner);
    values.delete(opaque);
    objects.delete(ref);
    return ref;
  }

  /** The value that stands for a reference of a field which is declared to refer to the class. */
  value(owner: string, opaque: string): ReferenceValue {
    const { values } = this.#ofClass(owner);
    let value = values.get(opaque);
    if (value === undefined) {
      value = { $type: 'ManagedObjectReference', type: owner, value: opaque, dangling: true };
      values.set(opaque, value);
    }
    return value;
  }

  /** The value of a reference whose object is there, or that was met before; undefined otherwise. */
  met(owner: string, opaque: string): ReferenceValue | undefined {
    return this.#classes.get(owner)?.values.get(opaque);
  }

  /** The full set is there: values are handed out from now on. */
  handOut(): void {
    this.#handedOut = true;
  }

  #ofClass(owner: string): ClassReferences {
    let found = this.#classes.get(owner);
    if (found === undefined) {
      found = { values: new Map(), objects: new Map() };
      this.#classes.set(owner, found);
    }
    return found;
  }
}

/** A Ref that is kept: put together as others are it would stay two halves, and become a third text when it is first read. */
function flatRef(owner: string, id: string): Ref {
  return [owner, id].join(':') as Ref;
}

/** The text of the UUID is the record's own: a part of the Ref would keep all of that in memory too. */
function known(owner: string, id: string): ReferenceValue {
  return { $type: 'ManagedObjectReference', type: owner, value: id };
}

function fill(value: ReferenceValue, id: string): void {
  const writable: { value: string; dangling?: boolean } = value;
  writable.value = id;
  delete writable.dangling;
}
