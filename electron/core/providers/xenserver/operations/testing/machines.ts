import type { Properties } from '#shared/model/object-update.ts';
import { texts } from '../../map/read.ts';

/** A machine that people made. */
export const plain = (vm: Properties): boolean =>
  vm['is_a_template'] === false &&
  vm['is_a_snapshot'] === false &&
  vm['is_control_domain'] === false;

export const inState =
  (state: string) =>
  (vm: Properties): boolean =>
    plain(vm) && vm['power_state'] === state;

/** A machine that runs and whose guest answers. */
export const able = (vm: Properties): boolean =>
  inState('Running')(vm) &&
  texts(vm, 'allowed_operations').includes('clean_shutdown') &&
  texts(vm, 'allowed_operations').includes('suspend');

export function count(object: Properties, path: string): number {
  const value = object[path];
  return Array.isArray(value) ? value.length : 0;
}

/** A halted machine with disks and without snapshots. */
export const spare = (one: Properties): boolean =>
  inState('Halted')(one) && count(one, 'snapshots') === 0 && count(one, 'VBDs') > 0;

/** A map of texts. */
export function mapOf(object: Properties, path: string): Readonly<Record<string, unknown>> {
  return (object[path] ?? {}) as Readonly<Record<string, unknown>>;
}
