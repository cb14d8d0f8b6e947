import { kindOrder } from '#shared/model/kind.ts';
import type { Row } from '#shared/model/row.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The order of siblings: kind, then name as people count (`web-2` before `web-10`), then reference. Total, hence stable. */
export function compareRows(a: Row, b: Row): number {
  return (
    kindOrder(a.kind) - kindOrder(b.kind) ||
    collator.compare(a.name, b.name) ||
    (a.ref < b.ref ? -1 : Number(a.ref > b.ref))
  );
}

/** True if the change from one to the other can move the row among its siblings. */
export function changesOrder(before: Row, after: Row): boolean {
  return before.name !== after.name || before.kind !== after.kind;
}
