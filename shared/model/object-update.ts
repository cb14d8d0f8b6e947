import type { PropertyValue } from './property-value.ts';
import type { Ref } from './reference.ts';

/**
 * The one shape in which every server's updates arrive in the core; it is vSphere's own (ObjectUpdate of the
 * PropertyCollector). Paths and values are the server's; see the vSphere Web Services API, PropertyChange.
 */
export type ObjectUpdate = EnterUpdate | ModifyUpdate | LeaveUpdate;

/** Native property path → value. A path whose property is unset is absent. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** The object is new, or seen anew: what was known of it is replaced. */
export interface EnterUpdate {
  readonly kind: 'enter';
  readonly ref: Ref;
  readonly properties: Properties;
  /** Paths that the server would not let us read, with the fault's type: `NoPermission`. */
  readonly missing?: Readonly<Record<string, string>>;
}

/** Some properties changed; the order of changes matters. */
export interface ModifyUpdate {
  readonly kind: 'modify';
  readonly ref: Ref;
  readonly changes: readonly PropertyChange[];
}

/** The object is gone. */
export interface LeaveUpdate {
  readonly kind: 'leave';
  readonly ref: Ref;
}

/**
 * - `assign` sets the path; without a value the property became unset.
 * - `add` appends to the array that a keyed path (`config.hardware.device[4000]`) names.
 * - `remove` takes the keyed element away.
 * - `indirectRemove` says that a parent became unset: the path goes, and all below it.
 */
export interface PropertyChange {
  readonly path: string;
  readonly op: 'assign' | 'add' | 'remove' | 'indirectRemove';
  readonly value?: PropertyValue;
}
