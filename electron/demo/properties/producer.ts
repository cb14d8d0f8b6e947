import type { Managed } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { Session } from '../sessions/demo-session.ts';
import type { TaskEngine } from '../tasks/engine.ts';

/** What producers may ask besides the object itself. */
export interface PropertyContext {
  readonly estate: Estate;
  readonly tasks: TaskEngine;
  readonly sessions: SessionStore;
  /** Who reads; undefined before login. */
  readonly session: Session | undefined;
}

/** Makes the value of one native property from an object's state; `undefined` means unset. */
export type Producer<T extends Managed> = (object: T, context: PropertyContext) => unknown;

/** The properties of one managed type, by native name. */
export type Producers<T extends Managed> = Readonly<Record<string, Producer<T>>>;
