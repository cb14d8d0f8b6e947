import type { Managed } from '../estate/entity.ts';
import type { ChangeOp } from '../estate/estate.ts';

/** What a filter still has to tell about one object. */
export type PendingObject =
  | { readonly kind: 'enter' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'modify'; readonly changes: Map<string, ChangeOp> };

const enter: PendingObject = { kind: 'enter' };
const leave: PendingObject = { kind: 'leave' };

/** The changes that a filter has not sent yet, object by object, in the order of their first change. */
export type Pending = Map<Managed, PendingObject>;

/** Adds a property change; an object that is to enter will be read whole anyway. */
export function addChange(pending: Pending, object: Managed, path: string, op: ChangeOp): void {
  const known = pending.get(object);
  if (known === undefined) {
    pending.set(object, { kind: 'modify', changes: new Map([[path, op]]) });
  } else if (known.kind === 'modify') {
    mergeOp(known.changes, path, op);
  }
}

function mergeOp(changes: Map<string, ChangeOp>, path: string, op: ChangeOp): void {
  const before = changes.get(path);
  if (before === 'add' && op === 'remove') {
    changes.delete(path);
  } else if (before === 'remove' && op === 'add') {
    changes.set(path, 'assign');
  } else if (before === 'add' && op === 'assign') {
    changes.set(path, 'add');
  } else {
    changes.set(path, op);
  }
}

/** The object came into the filter: again, if it was about to leave. */
export function addEnter(pending: Pending, object: Managed): void {
  pending.set(object, enter);
}

/** The object left the filter; if its entry was never sent, nothing is. */
export function addLeave(pending: Pending, object: Managed): void {
  if (pending.get(object)?.kind === 'enter') {
    pending.delete(object);
  } else {
    pending.set(object, leave);
  }
}

/** Puts what was sent but perhaps not received back before what came later. */
export function restore(pending: Pending, sent: Pending): void {
  const later = new Map(pending);
  pending.clear();
  for (const [object, item] of sent) {
    pending.set(object, item);
  }
  for (const [object, item] of later) {
    const before = pending.get(object);
    if (before?.kind === 'modify' && item.kind === 'modify') {
      const changes = new Map(before.changes);
      for (const [path, op] of item.changes) {
        mergeOp(changes, path, op);
      }
      pending.set(object, { kind: 'modify', changes });
    } else if (before?.kind !== 'enter' || item.kind !== 'modify') {
      pending.set(object, item);
    }
  }
}
