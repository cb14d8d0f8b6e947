import { connectionId, type ConnectionId, type Ref } from '#shared/model/reference.ts';

const prefix = 'group:';

/**
 * A group of the tree stands where servers stand, and is named like one: no server's id has a colon. Its objects stand below it as below a
 * row, by the same name.
 * @param by the field
 * @param value as the core says it; empty for objects without one
 */
export function groupId(by: string, value: string): ConnectionId {
  return connectionId(`${prefix}${encodeURIComponent(by)}:${encodeURIComponent(value)}`);
}

/** What a group is of. */
export interface Group {
  readonly by: string;
  readonly value: string;
}

/** The field and the value of a group; undefined for what is none. */
export function groupAt(id: string): Group | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const [by = '', value = ''] = id.slice(prefix.length).split(':').map(decodeURIComponent);
  return { by, value };
}

/** Whether a node is a group. */
export function isGroup(id: string): boolean {
  return id.startsWith(prefix);
}

/** The group of each object, as a row of its tree; by server. */
const groups = new Map<ConnectionId, Map<Ref, Ref>>();

export function groupOf(connection: ConnectionId, ref: Ref): Ref | undefined {
  return groups.get(connection)?.get(ref);
}

/** @param group undefined where it is in none any more */
export function setGroup(connection: ConnectionId, ref: Ref, group: Group | undefined): void {
  const ofServer = groups.get(connection) ?? new Map<Ref, Ref>();
  groups.set(connection, ofServer);
  if (group === undefined) ofServer.delete(ref);
  else ofServer.set(ref, known(group));
}

export function forgetGroups(): void {
  groups.clear();
  names.clear();
}

/** One text for all objects of a group. */
const names = new Map<string, Ref>();

function known({ by, value }: Group): Ref {
  const name = names.get(value) ?? (groupId(by, value) as string as Ref);
  names.set(value, name);
  return name;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Groups in their order; what has no value comes last. */
export function compareGroups(one: ConnectionId, other: ConnectionId): number {
  const [value = '', otherValue = ''] = [groupAt(one)?.value, groupAt(other)?.value];
  if (value === '' || otherValue === '') return Number(value === '') - Number(otherValue === '');
  return collator.compare(value, otherValue) || (value < otherValue ? -1 : 1);
}
