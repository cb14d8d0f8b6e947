import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Lookup } from '../../provider.ts';
import { entry, flag, poolOf, text } from '../map/read.ts';
import type { Subject } from './definition.ts';

/** What holds for a pool as a whole: its licence (`pool.restrictions`), an upgrade under way, high availability. */

type Restriction =
  | 'restrict_checkpoint'
  | 'restrict_dmc'
  | 'restrict_set_vcpus_number_live'
  | 'restrict_storage_xen_motion'
  | 'restrict_vm_start'
  | 'restrict_xen_motion';

/** A feature that the pool is not licensed for: the server refuses it (features.ml). */
export function isRestricted(lookup: Lookup, restriction: Restriction): boolean {
  const pool = poolOf(lookup);
  return pool !== undefined && entry(lookup.get(pool), 'restrictions', restriction) === 'true';
}

export function licenceRefusal(lookup: Lookup, restriction: Restriction): Text | undefined {
  return isRestricted(lookup, restriction) ? say('refusal.license') : undefined;
}

/** Hosts of two versions are in the pool: what only the newer ones know waits (xapi_globs.ml, rpu_allowed_vm_operations). */
export function upgradeRefusal({ lookup }: Subject): Text | undefined {
  const pool = poolOf(lookup);
  const upgrading =
    pool === undefined
      ? undefined
      : entry(lookup.get(pool), 'other_config', 'rolling_upgrade_in_progress');
  return upgrading === undefined ? undefined : say('refusal.upgrading');
}

/** High availability is about to restart the machine elsewhere: it stays one (xapi_vm_helpers.ml, set_is_a_template). */
export function protectedRefusal({ object, lookup }: Subject): Text | undefined {
  const pool = poolOf(lookup);
  const isProtected =
    flag(object, 'ha_always_run') && text(object, 'ha_restart_priority') === 'restart';
  return pool !== undefined && flag(lookup.get(pool), 'ha_enabled') && isProtected
    ? say('refusal.haProtected')
    : undefined;
}
