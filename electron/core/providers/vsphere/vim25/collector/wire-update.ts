import type { ManagedObjectReference, VimRecord, VimValue } from '../values.ts';

/** One change of a property; `val` absent with `assign` means that the property is unset now. */
export interface WirePropertyChange {
  /** Property path, e.g. `config.hardware.device[4000].deviceInfo.label`. */
  readonly name: string;
  readonly op: 'add' | 'remove' | 'assign' | 'indirectRemove';
  readonly val?: VimValue;
}

/** A path that the server would not let us read. */
export interface WireMissingProperty {
  readonly path: string;
  /** LocalizedMethodFault: `fault` is the fault's data object. */
  readonly fault: { readonly fault: VimRecord; readonly localizedMessage?: string };
}

/** ObjectUpdate of the PropertyCollector, as decoded. */
export interface WireObjectUpdate {
  readonly kind: 'enter' | 'modify' | 'leave';
  readonly obj: ManagedObjectReference;
  readonly changeSet?: readonly WirePropertyChange[];
  readonly missingSet?: readonly WireMissingProperty[];
}

/** ObjectContent of the PropertyCollector, as decoded. */
export interface WireObjectContent {
  readonly obj: ManagedObjectReference;
  readonly propSet?: readonly { readonly name: string; readonly val: VimValue }[];
  readonly missingSet?: readonly WireMissingProperty[];
}

/** True where paths could not be read because nobody is logged in. */
export function saysNotAuthenticated(missing: readonly WireMissingProperty[] | undefined): boolean {
  return missing?.some(({ fault }) => fault.fault.$type === 'NotAuthenticated') ?? false;
}
