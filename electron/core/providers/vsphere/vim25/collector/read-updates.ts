import {
  isReference,
  type ManagedObjectReference,
  type VimRecord,
  type VimValue,
} from '../values.ts';
import type {
  WireMissingProperty,
  WireObjectContent,
  WireObjectUpdate,
  WirePropertyChange,
} from './wire-update.ts';

/** Notified of what had to be left out, in words. */
export type Dropped = (what: string) => void;

/**
 * ObjectUpdates as they came, without what cannot be: an update that does not say of which object it is, a change that does not say
 * of which property. All else of them stays. Where nothing is wrong, which is nearly always, this is the same list.
 * @param entering what an update without a readable kind is taken as: while a full set arrives, objects enter
 */
export function readUpdates(
  items: readonly VimRecord[],
  entering: boolean,
  dropped: Dropped,
): readonly WireObjectUpdate[] {
  if (items.every(isSoundUpdate)) return items as unknown as readonly WireObjectUpdate[];
  return items.flatMap((item) => {
    const obj = referenceOf(item['obj']);
    if (obj === undefined) {
      dropped('an update that does not say of which object it is');
      return [];
    }
    const kind = isKind(item['kind']) ? item['kind'] : entering ? 'enter' : 'modify';
    if (kind !== item['kind']) dropped('the kind of an update');
    const changeSet = listOf(item['changeSet']).flatMap((change) => readChange(change, dropped));
    const missingSet = listOf(item['missingSet']).flatMap((one) => readMissing(one, dropped));
    return [{ kind, obj, changeSet, missingSet }];
  });
}

/** ObjectContents, likewise. */
export function readContents(
  items: readonly VimRecord[],
  dropped: Dropped,
): readonly WireObjectContent[] {
  if (items.every(isSoundContent)) return items as unknown as readonly WireObjectContent[];
  return items.flatMap((item) => {
    const obj = referenceOf(item['obj']);
    if (obj === undefined) {
      dropped('an object that does not say which one it is');
      return [];
    }
    const propSet = listOf(item['propSet']).flatMap((one) =>
      readChange(one, dropped).map(({ name, val }) => ({ name, val: val ?? null })),
    );
    const missingSet = listOf(item['missingSet']).flatMap((one) => readMissing(one, dropped));
    return [{ obj, propSet, missingSet }];
  });
}

function isKind(kind: VimValue | undefined): kind is WireObjectUpdate['kind'] {
  return kind === 'enter' || kind === 'modify' || kind === 'leave';
}

function isSoundUpdate(item: VimRecord): boolean {
  const { obj, kind, changeSet, missingSet } = item;
  return (
    isReference(obj) &&
    isKind(kind) &&
    isEvery(changeSet, isSoundChange) &&
    isEvery(missingSet, isSoundMissing)
  );
}

function isSoundContent({ obj, propSet, missingSet }: VimRecord): boolean {
  return (
    isReference(obj) && isEvery(propSet, isSoundProperty) && isEvery(missingSet, isSoundMissing)
  );
}

function isEvery(list: VimValue | undefined, sound: (one: VimValue) => boolean): boolean {
  return list === undefined || (Array.isArray(list) && (list as readonly VimValue[]).every(sound));
}

function isSoundChange(change: VimValue): boolean {
  return isRecord(change) && typeof change['name'] === 'string' && typeof change['op'] === 'string';
}

function isSoundProperty(property: VimValue): boolean {
  return (
    isRecord(property) && typeof property['name'] === 'string' && property['val'] !== undefined
  );
}

function isSoundMissing(missing: VimValue): boolean {
  return (
    isRecord(missing) &&
    typeof missing['path'] === 'string' &&
    isRecord(missing['fault']) &&
    isRecord(missing['fault']['fault'])
  );
}

function isRecord(value: VimValue | undefined): value is VimRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: VimValue | undefined): readonly VimValue[] {
  return Array.isArray(value) ? (value as readonly VimValue[]) : [];
}

/** A reference; of one that is there twice the first. */
function referenceOf(value: VimValue | undefined): ManagedObjectReference | undefined {
  if (isReference(value)) return value;
  const both = isRecord(value) && value.$type === 'unreadable' ? value['value'] : undefined;
  return listOf(both).find(isReference);
}

const operations: ReadonlySet<VimValue | undefined> = new Set([
  'add',
  'remove',
  'assign',
  'indirectRemove',
]);

function readChange(change: VimValue, dropped: Dropped): readonly WirePropertyChange[] {
  const { name, op, val } = isRecord(change)
    ? change
    : { name: undefined, op: undefined, val: undefined };
  if (typeof name !== 'string') {
    dropped('a change that does not say of which property it is');
    return [];
  }
  const known = (operations.has(op) ? op : 'assign') as WirePropertyChange['op'];
  return [val === undefined ? { name, op: known } : { name, op: known, val }];
}

function readMissing(missing: VimValue, dropped: Dropped): readonly WireMissingProperty[] {
  const { path, fault } = isRecord(missing) ? missing : { path: undefined, fault: undefined };
  if (typeof path !== 'string') {
    dropped('a path that could not be read');
    return [];
  }
  const inner = isRecord(fault) ? fault['fault'] : undefined;
  return [{ path, fault: { fault: isRecord(inner) ? inner : { $type: 'MethodFault' } } }];
}
