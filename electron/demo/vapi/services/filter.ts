import { Datacenter, Folder, VirtualMachine } from '../../estate/entity.ts';
import type { Entity } from '../../estate/entity.ts';
import { enumValues } from '../model/model.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';

/** A filter field: unset or empty matches everything. */
export type Wanted = readonly string[] | undefined;

/** Whether a value is among the wanted ones. */
export function isWanted(wanted: Wanted, value: string | undefined): boolean {
  return (
    wanted === undefined || wanted.length === 0 || (value !== undefined && wanted.includes(value))
  );
}

/** The wanted values as a test that does not slow down with their number. */
export function wantedTest(wanted: Wanted): (value: string | undefined) => boolean {
  if (wanted === undefined || wanted.length === 0) {
    return () => true;
  }
  const set = new Set(wanted);
  return (value) => value !== undefined && set.has(value);
}

/** @throws VapiError invalid_argument for a value that the enumeration does not have */
export function requireEnum(id: string, wanted: Wanted | string): void {
  for (const value of typeof wanted === 'string' ? [wanted] : (wanted ?? [])) {
    if (!(enumValues(id) ?? []).includes(value)) {
      throw invalidArgument(
        'com.vmware.api.vcenter.invalid_enumeration_value',
        `The value '${value}' is not supported in enumeration ${id}.`,
        [value, id],
      );
    }
  }
}

/** How many objects a list may have; more are an error, not a part of them. */
export interface ListLimit {
  /** As in message ids: `vm`. */
  readonly part: string;
  readonly plural: string;
  readonly limit: number;
}

/**
 * Collects what matches.
 *
 * @throws VapiError unable_to_allocate_resource when more than the limit match
 */
export function collect<T extends Entity>(
  candidates: Iterable<T>,
  matches: (entity: T) => boolean,
  { part, plural, limit }: ListLimit,
): T[] {
  const found: T[] = [];
  for (const entity of candidates) {
    if (matches(entity)) {
      found.push(entity);
      if (found.length > limit) {
        const text = `Too many ${plural}. Add more filter criteria to reduce the number.`;
        throw new VapiError('unable_to_allocate_resource', [
          message(`com.vmware.api.vcenter.${part}.too_many_matches`, text),
        ]);
      }
    }
  }
  return found;
}

/** The nearest one above an entity for which something holds. */
function above<T extends Entity>(
  entity: Entity,
  holds: (ancestor: Entity) => ancestor is T,
): T | undefined {
  let at = entity instanceof VirtualMachine ? entity.host.parent : entity.parent;
  for (; at !== undefined; at = at.parent) {
    if (holds(at)) {
      return at;
    }
  }
  return undefined;
}

/** The data center that an entity is in. */
export function datacenterOf(entity: Entity): Datacenter | undefined {
  return above(entity, (ancestor) => ancestor instanceof Datacenter);
}

/** The folder that contains an entity: not those further up, as the real server has it. */
export function folderOf(entity: Entity): Folder | undefined {
  if (entity instanceof VirtualMachine) {
    return entity.parent instanceof Folder ? entity.parent : undefined;
  }
  return above(entity, (ancestor) => ancestor instanceof Folder);
}

/** Objects of a class, in the order of their making. */
export function* objectsOf<T extends Entity>(
  objects: Iterable<unknown>,
  type: abstract new (...args: never[]) => T,
): Generator<T> {
  for (const object of objects) {
    if (object instanceof type) {
      yield object;
    }
  }
}
