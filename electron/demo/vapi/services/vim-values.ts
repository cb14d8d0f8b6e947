import type { Managed } from '../../estate/entity.ts';
import { readProperty } from '../../properties/read.ts';
import type { Reference } from '../../wire/value.ts';
import type { Call } from '../server/call.ts';

/**
 * Properties of vim25 as this side reads them: what a VM is made of is read from the same values on both sides, so that
 * whatever changes it changes it for both.
 */
export interface VimValue {
  readonly [field: string]: unknown;
}

/** A property that is a data object; empty when it is unset. */
export function readData(call: Call, object: Managed, property: string): VimValue {
  const { vim } = call.world;
  const value = readProperty(object, property, { ...vim, session: call.session?.vim });
  return (value ?? {}) as VimValue;
}

export function part(value: VimValue | undefined, field: string): VimValue {
  return (value?.[field] ?? {}) as VimValue;
}

export function parts(value: VimValue, field: string): readonly VimValue[] {
  return (value[field] ?? []) as readonly VimValue[];
}

export function text(value: VimValue, field: string): string {
  const found = value[field];
  return typeof found === 'string' ? found : '';
}

export function number(value: VimValue, field: string): number {
  const found = value[field];
  return typeof found === 'number' ? found : 0;
}

export function reference(value: VimValue, field: string): string | undefined {
  return (value[field] as Reference | undefined)?.id;
}
