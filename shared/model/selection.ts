import { makeRef, refId, refType, type ConnectionId, type ObjectAddress } from './reference.ts';

/** Objects of one server and type, by their ids: what they have in common is said once. */
export interface RefGroup {
  readonly connection: ConnectionId;
  readonly type: string;
  readonly ids: readonly string[];
}

/**
 * Objects that an operation, a run or an export is about: by name, or by a description. The core resolves a description when it is
 * used, to what fits it then.
 */
export type Selection = ListedSelection | QueriedSelection;

export interface ListedSelection {
  readonly by: 'refs';
  /** In the order in which the objects are to be taken. */
  readonly groups: readonly RefGroup[];
}

/** Everything that passes a query, with exceptions. */
export interface QueriedSelection {
  readonly by: 'query';
  /** In the search language; empty for all objects. */
  readonly query: string;
  /** Free text has to be found in names. */
  readonly namesOnly?: boolean | undefined;
  /** Only objects of these servers. */
  readonly connections?: readonly ConnectionId[] | undefined;
  /** Only what belongs to one of these: stands below it, runs on it, uses it. */
  readonly of?: readonly ObjectAddress[] | undefined;
  /** What passes, and is not meant. */
  readonly except?: readonly RefGroup[] | undefined;
  /** Of what passes, these alone: what was shown when somebody agreed to it. What fits since then was not meant. */
  readonly only?: readonly RefGroup[] | undefined;
}

/** Names objects one by one, in their order. */
export function listed(objects: Iterable<ObjectAddress>): {
  by: 'refs';
  groups: { connection: ConnectionId; type: string; ids: string[] }[];
} {
  const groups: { connection: ConnectionId; type: string; ids: string[] }[] = [];
  let group: (typeof groups)[number] | undefined;
  for (const { connection, ref } of objects) {
    const type = refType(ref);
    if (group?.connection !== connection || group.type !== type) {
      group = { connection, type, ids: [] };
      groups.push(group);
    }
    group.ids.push(refId(ref));
  }
  return { by: 'refs', groups };
}

/** Names objects with those of a server and type together, whatever their order: it takes the least room. */
export function grouped(objects: Iterable<ObjectAddress>): ReturnType<typeof listed> {
  const groups = new RefGroups();
  for (const object of objects) groups.add(object);
  return { by: 'refs', groups: groups.all };
}

/** Groups of objects, as they come. */
export class RefGroups {
  readonly #groups = new Map<string, ReturnType<typeof listed>['groups'][number]>();

  get all(): ReturnType<typeof listed>['groups'] {
    return [...this.#groups.values()];
  }

  add({ connection, ref }: ObjectAddress): void {
    const type = refType(ref);
    const key = `${connection} ${type}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { connection, type, ids: [refId(ref)] });
    else group.ids.push(refId(ref));
  }
}

export function* addressesIn(groups: Iterable<RefGroup>): Generator<ObjectAddress> {
  for (const { connection, type, ids } of groups)
    for (const id of ids) yield { connection, ref: makeRef(type, id) };
}
