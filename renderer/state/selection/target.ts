import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { grouped, listed, type Selection } from '#shared/model/selection.ts';
import { FoundSet } from './found-set.ts';
import type { NodeSet } from './node-set.ts';
import { inOrder, objectsOf } from './selection.ts';

/** Objects that an operation is to be done to, as they were shown when it was asked for. */
export interface Target {
  readonly selection: Selection;
  readonly count: number;
  readonly connections: readonly ConnectionId[];
  /** One of them. */
  readonly example: ObjectAddress | undefined;
}

/** More are not put in order: they are taken server by server. */
const mostInOrder = 20_000;

/** The objects of a selection that are there. What a search found has to fit it still when its turn comes. */
export function targetOf(selected: NodeSet): Target {
  const objects = objectsOf(selected);
  const described = selected instanceof FoundSet ? selected.described : null;
  if (described === null) return named(objects);
  return { ...about(objects), selection: { ...described, only: grouped(objects).groups } };
}

/** Objects by name. */
export function named(objects: readonly ObjectAddress[]): Target {
  const selection = objects.length > mostInOrder ? grouped(objects) : listed(inOrder(objects));
  return { ...about(objects), selection };
}

function about(objects: readonly ObjectAddress[]): Omit<Target, 'selection'> {
  return {
    count: objects.length,
    connections: [...new Set(objects.map(({ connection }) => connection))],
    example: objects[0],
  };
}

/** What the core is asked about: without naming each object, where a search found them. */
export function selectionOf(selected: NodeSet): Selection {
  const described = selected instanceof FoundSet ? selected.described : null;
  return described ?? grouped(objectsOf(selected));
}
