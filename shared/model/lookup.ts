import type { Properties } from './object-update.ts';
import type { Ref } from './reference.ts';

/**
 * The cached properties of other objects. What is looked up is remembered: whatever was derived from it is derived anew when it
 * changes (docs/decisions/0005-what-follows-from-other-objects.md).
 */
export interface Lookup {
  /** Undefined for an object that is not cached, or not yet. */
  get(ref: Ref): Properties | undefined;
  /** All cached objects of a native type. Whoever asks depends on every object that it gets, and on which there are. */
  ofType(type: string): Iterable<Ref>;
  /** Names that were worked out of these properties already, by type and id: there where nothing changes as long as they are kept. */
  readonly names?: Map<string, Map<string, string>>;
}
