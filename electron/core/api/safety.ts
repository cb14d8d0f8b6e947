import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Profile } from '#shared/model/profile.ts';

export const readOnlyReason = text('safety.readOnly');

/**
 * To be called before anything is changed on a server.
 * @throws MorefException `denied` where the profile is read-only
 */
export function assertWritable(profile: Pick<Profile, 'id' | 'name' | 'readOnly'>): void {
  if (profile.readOnly !== true) return;
  throw new MorefException({
    kind: 'denied',
    message: text('safety.readOnly.server', { name: profile.name }),
    connection: profile.id,
  });
}

/**
 * The offers as the profile allows them: none on a read-only server; with a guard where something would be lost in production.
 * @param name the object's: what has to be typed
 */
export function safeOffers(
  offers: readonly OperationOffer[],
  { readOnly, environment }: Pick<Profile, 'readOnly' | 'environment'>,
  name: string,
): readonly OperationOffer[] {
  if (readOnly === true)
    return offers.map(({ done: _done, ...offer }) => ({ ...offer, refused: readOnlyReason }));
  if (environment !== 'production') return offers;
  return offers.map((offer) => (offer.destructive === true ? { ...offer, guard: name } : offer));
}

/** The verdicts as the profile allows them. */
export function safeVerdicts(
  verdicts: readonly OperationVerdict[],
  { readOnly }: Pick<Profile, 'readOnly'>,
): readonly OperationVerdict[] {
  if (readOnly !== true) return verdicts;
  return verdicts.map(({ id }) => ({ id, refused: readOnlyReason }));
}

/** @throws MorefException `invalid` where what was typed is not what has to be */
export function checkGuard(
  guard: string | undefined,
  typed: string | undefined,
  label: Text,
): void {
  if (guard === undefined || typed?.trim() === guard.trim()) return;
  throw new MorefException({
    kind: 'invalid',
    message: text('safety.guard', { label, guard }),
  });
}
