import type { Managed } from '../estate/entity.ts';
import type { Call } from '../server/call.ts';
import { findObject, sessionOf } from '../server/call.ts';
import { invalidArgument, noPermission, notFound } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';

/** Arguments that name objects. */

type Constructor<T> = abstract new (...args: never[]) => T;

/**
 * The object of a reference.
 *
 * @param property what the fault names when the object is of another kind
 * @throws VimFault ManagedObjectNotFound, InvalidArgument
 */
export function objectOf<T extends Managed>(
  call: Call,
  value: unknown,
  kind: Constructor<T>,
  property: string,
): T {
  const reference = value as Reference;
  const object = findObject(call.world, call.session, reference);
  if (object === undefined) {
    throw notFound(reference);
  }
  if (!(object instanceof kind)) {
    throw invalidArgument(property);
  }
  return object;
}

/** The same for an argument that may be left out. */
export function optionalObject<T extends Managed>(
  call: Call,
  value: unknown,
  kind: Constructor<T>,
  property: string,
): T | undefined {
  return value === undefined ? undefined : objectOf(call, value, kind, property);
}

export function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/**
 * For privileges on other objects than the one that is called.
 *
 * @throws VimFault NoPermission
 */
export function demand(call: Call, object: Managed, privilege: string): void {
  if (!call.world.access.mayCall(sessionOf(call).user, object, privilege)) {
    throw noPermission(object, privilege);
  }
}
