/**
 * How an object is named.
 *
 * A server names its objects by a managed object reference (vim25: type and value) or by class and UUID (XAPI).
 * Both become a `Ref`, unique within one connection and stable across sessions and server restarts. Together with the
 * connection it is an `ObjectKey`, unique in the whole program.
 */

/** Names one connection profile, and with it the connection: at most one is open per profile. */
export type ConnectionId = string & { readonly __brand: 'ConnectionId' };

/** `type:id` in the server's own words: `VirtualMachine:vm-62`, `VM:9f3c0d2e-…`. */
export type Ref = string & { readonly __brand: 'Ref' };

/** `connection/type:id`: a Ref made unique across connections. */
export type ObjectKey = string & { readonly __brand: 'ObjectKey' };

/** An object on a given server. */
export interface ObjectAddress {
  readonly connection: ConnectionId;
  readonly ref: Ref;
}

export function connectionId(text: string): ConnectionId {
  return text as ConnectionId;
}

/** Types contain no colon in any of the families; ids may. */
export function makeRef(type: string, id: string): Ref {
  return `${type}:${id}` as Ref;
}

/** The native type of a Ref: `VirtualMachine`. */
export function refType(ref: Ref): string {
  return ref.slice(0, Math.max(0, ref.indexOf(':')));
}

/** The native id of a Ref: `vm-62`. */
export function refId(ref: Ref): string {
  return ref.slice(ref.indexOf(':') + 1);
}

/** Connection ids contain no slash (profiles make them). */
export function objectKey({ connection, ref }: ObjectAddress): ObjectKey {
  return `${connection}/${ref}` as ObjectKey;
}
