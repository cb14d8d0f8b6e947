import { connectionId, type ConnectionId, type Ref } from '#shared/model/reference.ts';

const prefix = 'group:';

/**
 * A group of the tree stands where servers stand, and is named like one: no server's id has a colon. Its objects stand below it as below a
 * row, by the same name.
 * @param value as the core says it; empty for objects without one
 */
export function groupId(value: string): ConnectionId {
  return connectionId(prefix + encodeURIComponent(value));
}

/** The value of a group; undefined for what is none. */
export function groupValue(id: string): string | undefined {
  return id.startsWith(prefix) ? decodeURIComponent(id.slice(prefix.length)) : undefined;
}

/** The group of each object, as a row of its tree; by server. */
const groups = new Map<ConnectionId, Map<Ref, Ref>>();

export function groupOf(connection: ConnectionId, ref: Ref): Ref | undefined {
  return groups.get(connection)?.get(ref);
}

export function setGroup(connection: ConnectionId, ref: Ref, value: string | undefined): void {
  const ofServer = groups.get(connection) ?? new Map<Ref, Ref>();
  groups.set(connection, ofServer);
  if (value === undefined) ofServer.delete(ref);
  else ofServer.set(ref, known(value));
}

export function forgetGroups(): void {
  groups.clear();
  names.clear();
}

/** One text for all objects of a group. */
const names = new Map<string, Ref>();

function known(value: string): Ref {
  const name = names.get(value) ?? (groupId(value) as string as Ref);
  names.set(value, name);
  return name;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Groups in their order; what has no value comes last. */
export function compareGroups(one: ConnectionId, other: ConnectionId): number {
  const [value = '', otherValue = ''] = [groupValue(one), groupValue(other)];
  if (value === '' || otherValue === '') return Number(value === '') - Number(otherValue === '');
  return collator.compare(value, otherValue) || (value < otherValue ? -1 : 1);
}
