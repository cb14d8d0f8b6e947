import type { Managed } from '../estate/entity.ts';
import type { ChangeOp } from '../estate/estate.ts';
import { escapeXml, encodeTyped } from '../wire/encode.ts';
import { parseSpec } from '../api/model.ts';
import type { VimFault } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import type { PendingObject } from './changes.ts';
import type { FilterBatch, UpdateBatch } from './collector.ts';
import { follow } from './path.ts';
import type { PropertyPath } from './path.ts';
import type { Selection } from './selection.ts';

/** Writes ObjectContent and UpdateSet: objects are read at the moment that they are written. */

/** Reads for a reader with given rights. */
export interface Reader {
  read(object: Managed, property: string): unknown;
  /** Why the reader may not see a property, if so. */
  refuse(object: Managed, path: string): VimFault | undefined;
}

const faultSpec = parseSpec('MethodFault');

function reference(name: string, { type, id }: Reference): string {
  return `<${name} type="${type}">${escapeXml(id)}</${name}>`;
}

/** Property values that were made for one object are made once, however many paths lead into them. */
function memoized(object: Managed, reader: Reader): (property: string) => unknown {
  const values = new Map<string, unknown>();
  return (property) => {
    if (!values.has(property)) {
      values.set(property, reader.read(object, property));
    }
    return values.get(property);
  };
}

function missing(path: string, fault: VimFault): string {
  return `<missingSet><path>${escapeXml(path)}</path>${encodeFault(fault)}</missingSet>`;
}

function encodeFault(fault: VimFault): string {
  return encodeTyped('fault', faultSpec, fault.toData()).replace(
    ' xsi:type="LocalizedMethodFault"',
    '',
  );
}

/** An ObjectContent as element `name`. Unset properties are left out. */
export function objectContent(
  name: string,
  object: Managed,
  selection: Selection,
  reader: Reader,
): string {
  const read = memoized(object, reader);
  let xml = `<${name}>${reference('obj', object)}`;
  let refused = '';
  for (const path of selection.paths) {
    const fault = reader.refuse(object, path.text);
    if (fault !== undefined) {
      refused += missing(path.text, fault);
      continue;
    }
    const { value } = follow(path, read);
    if (value !== undefined) {
      const val = encodeTyped('val', path.spec, value);
      xml += `<propSet><name>${escapeXml(path.text)}</name>${val}</propSet>`;
    }
  }
  return `${xml}${refused}</${name}>`;
}

function change(path: PropertyPath, op: ChangeOp, read: (property: string) => unknown): string {
  const name = escapeXml(path.text);
  if (op === 'remove') {
    return `<changeSet><name>${name}</name><op>remove</op></changeSet>`;
  }
  const { value, parentUnset } = follow(path, read);
  if (value === undefined) {
    const unset = parentUnset ? 'indirectRemove' : 'assign';
    return `<changeSet><name>${name}</name><op>${unset}</op></changeSet>`;
  }
  const val = encodeTyped('val', path.spec, value);
  return `<changeSet><name>${name}</name><op>${op}</op>${val}</changeSet>`;
}

function objectUpdate(
  object: Managed,
  item: PendingObject,
  selection: Selection | undefined,
  reader: Reader,
): string {
  const head = `<objectSet><kind>${item.kind}</kind>${reference('obj', object)}`;
  if (item.kind === 'leave' || selection === undefined) {
    return `${head}</objectSet>`;
  }
  const read = memoized(object, reader);
  let changes = '';
  let refused = '';
  const paths: Iterable<readonly [PropertyPath, ChangeOp]> =
    item.kind === 'enter'
      ? selection.paths.map((path) => [path, 'assign'] as const)
      : sortedChanges(item.changes, selection);
  for (const [path, op] of paths) {
    const fault = reader.refuse(object, path.text);
    if (fault === undefined) {
      changes += change(path, op, read);
    } else {
      refused += missing(path.text, fault);
    }
  }
  if (item.kind === 'modify' && changes === '' && refused === '') {
    return '';
  }
  return `${head}${changes}${refused}</objectSet>`;
}

function sortedChanges(
  changes: ReadonlyMap<string, ChangeOp>,
  selection: Selection,
): (readonly [PropertyPath, ChangeOp])[] {
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, op]) => [selection.pathOf(text), op] as const);
}

function* filterUpdate(
  { filter, objects, reportMissing }: FilterBatch,
  reader: Reader,
): Generator<string> {
  yield `<filterSet>${reference('filter', filter)}`;
  for (const [object, item] of objects) {
    yield objectUpdate(object, item, filter.selectionOf(object), reader);
  }
  if (reportMissing) {
    for (const { obj, fault } of filter.missing) {
      yield `<missingSet>${reference('obj', obj)}${encodeFault(fault)}</missingSet>`;
    }
  }
  yield '</filterSet>';
}

/** An UpdateSet as `returnval`. */
export function* updateSet(batch: UpdateBatch, reader: Reader): Generator<string> {
  yield `<returnval><version>${batch.version}</version>`;
  for (const filter of batch.filters) {
    yield* filterUpdate(filter, reader);
  }
  yield `${batch.truncated ? '<truncated>true</truncated>' : ''}</returnval>`;
}
