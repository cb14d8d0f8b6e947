import { dependent } from '../estate/dependents.ts';
import type { Managed } from '../estate/entity.ts';
import type { Reference } from '../wire/value.ts';
import type { ObjectSource } from '../collector/traversal.ts';
import { readProperty } from '../properties/read.ts';
import type { Session } from '../sessions/demo-session.ts';
import { notAuthenticated } from '../wire/fault.ts';
import type { Decoded } from '../wire/decode.ts';
import type { World } from './world.ts';

/** Who is calling, at the level of HTTP. */
export interface Client {
  /** The value of the session cookie that came with the request. */
  readonly cookie: string | undefined;
  readonly ipAddress: string;
  readonly userAgent: string;
  /** What it calls its operation by, for the logs. */
  readonly operationId?: string | undefined;
  /** Sends a cookie with the answer. */
  readonly setCookie: (value: string) => void;
}

/** One call of a method. */
export interface Call<T extends Managed = Managed> {
  readonly self: T;
  readonly method: string;
  readonly args: Decoded;
  readonly world: World;
  readonly session: Session | undefined;
  readonly client: Client;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

/** A method: its value is encoded as the model declares, an Answer as it is. */
export type Handler<T extends Managed = Managed> = (call: Call<T>) => unknown;

/** Methods of one managed type by their names on the wire. */
export type Handlers<T extends Managed = Managed> = Readonly<Record<string, Handler<T>>>;

/** An answer that is written piece by piece: the content of the response element. */
export class Answer {
  readonly parts: Iterable<string>;

  constructor(parts: Iterable<string>) {
    this.parts = parts;
  }
}

/** @throws VimFault NotAuthenticated */
export function sessionOf(call: Call): Session {
  if (call.session === undefined) {
    throw notAuthenticated(call.self);
  }
  return call.session;
}

/** Finds an object that a session can name. */
export function findObject(
  world: World,
  session: Session | undefined,
  { id }: Reference,
): Managed | undefined {
  return session?.objects.get(id) ?? world.estate.get(id) ?? dependent(world.estate, id);
}

/** Objects and properties as a session sees them. */
export function sourceFor(world: World, session: Session | undefined): ObjectSource {
  const context = { ...world, session };
  return {
    find: (reference) => findObject(world, session, reference),
    read: (object, property) => readProperty(object, property, context),
  };
}
