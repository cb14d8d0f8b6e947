import type { ObjectUpdate, Properties, PropertyChange } from '#shared/model/object-update.ts';
import { makeRef, refId, refType, type Ref } from '#shared/model/reference.ts';
import { asDeclared } from './declared-values.ts';
import type { WireMissingProperty, WireObjectUpdate } from './vim25/collector/wire-update.ts';
import { moref, type ManagedObjectReference, type VimValue } from './vim25/values.ts';

export function toRef({ type, value }: ManagedObjectReference): Ref {
  return makeRef(type, value);
}

export function toMoref(ref: Ref): ManagedObjectReference {
  return moref(refType(ref), refId(ref));
}

/** The wire's ObjectUpdate in the one shape of the core. */
export function toObjectUpdate(update: WireObjectUpdate): ObjectUpdate {
  const ref = toRef(update.obj);
  switch (update.kind) {
    case 'enter':
      return enter(ref, update);
    case 'modify':
      return { kind: 'modify', ref, changes: changesOf(update.obj.type, update) };
    case 'leave':
      return { kind: 'leave', ref };
  }
}

function enter(ref: Ref, { changeSet = [], missingSet = [] }: WireObjectUpdate): ObjectUpdate {
  const type = refType(ref);
  const entries: (readonly [string, VimValue])[] = [];
  // An unset property comes as an assignment without a value, or as indirectRemove.
  for (const { name, val } of changeSet)
    if (val !== undefined) entries.push([name, asDeclared(type, name, lean(val))]);
  const properties: Properties = Object.fromEntries(entries);
  return missingSet.length === 0
    ? { kind: 'enter', ref, properties }
    : { kind: 'enter', ref, properties, missing: missingOf(missingSet) };
}

const none: readonly VimValue[] = Object.freeze([]);
/** Lists of numbers by what they hold: the roles of an account are the same few on every object. */
const numberLists = new Map<string, readonly VimValue[]>();

/** A list that was read bit by bit has room for more; in ten thousand objects the room alone is megabytes. */
function lean(value: VimValue): VimValue {
  if (!Array.isArray(value)) return value;
  const list = value as readonly VimValue[];
  if (list.length === 0) return none;
  if (list.length > 8 || !list.every((item) => typeof item === 'number')) return list.slice();
  const key = list.join();
  const known = numberLists.get(key);
  if (known !== undefined) return known;
  if (numberLists.size < 1000) numberLists.set(key, list);
  return list;
}

function changesOf(type: string, { changeSet = [] }: WireObjectUpdate): readonly PropertyChange[] {
  return changeSet.map(({ name, op, val }) =>
    val === undefined
      ? { path: name, op }
      : { path: name, op, value: op === 'assign' ? asDeclared(type, name, val) : val },
  );
}

/** Path → the fault's type. */
export function missingOf(
  missing: readonly WireMissingProperty[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(missing.map(({ path, fault }) => [path, fault.fault.$type]));
}

/** Whether a text reads as a reference: `HostSystem:host-20`. */
export function isReferenceText(text: string): text is Ref {
  return /^[A-Za-z]\w*:./.test(text);
}
