import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { InputValues, OperationId, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Judgement } from '../tasks/run-port.ts';
import type { ApiDeps } from './deps.ts';
import { complaintAboutOffer, isAsWanted, withoutEmpty } from './inputs.ts';
import { offerContext } from './offer-context.ts';
import { safeOffers } from './safety.ts';

type Deps = Pick<ApiDeps, 'connections' | 'profiles'>;

export function nameOf({ connections }: Pick<Deps, 'connections'>, address: ObjectAddress): string {
  return connections.nameOf(address.connection, address.ref) ?? address.ref;
}

/**
 * What can be done to an object now, and is allowed by its profile.
 * @param only the operation that is asked for
 * @throws MorefException `missing`
 */
export function offersOf(
  deps: Deps,
  address: ObjectAddress,
  only?: OperationId,
): readonly OperationOffer[] {
  const { connections, profiles } = deps;
  const { connection, ref } = address;
  const inventory = connections.inventory(connection);
  const object = inventory.object(ref);
  const profile = profiles.get(connection);
  if (object === undefined || profile === undefined) {
    const message = text('object.notThere', { object: ref });
    throw new MorefException({ kind: 'missing', message, connection, ref });
  }
  const provider = connections.provider(connection);
  const context = offerContext(connections, connection, inventory.lookup);
  const offers = provider.offers(ref, object.properties, context, only);
  return safeOffers(offers, profile, nameOf(deps, address));
}

/** What an operation of a bulk run would do to one of its objects now. */
export function judge(
  deps: Deps,
  address: ObjectAddress,
  operation: OperationId,
  given: InputValues,
): Judgement {
  const { connections, profiles } = deps;
  if (profiles.get(address.connection) === undefined)
    return { outcome: 'skipped', reason: text('skip.serverRemoved') };
  if (connections.inventory(address.connection).object(address.ref) === undefined)
    return { outcome: 'skipped', reason: text('skip.notThere') };
  const [offer] = offersOf(deps, address, operation);
  if (offer === undefined) return { outcome: 'skipped', reason: text('skip.noOperation') };
  if (offer.refused !== undefined)
    return { outcome: offer.done === true ? 'done' : 'skipped', offer, reason: offer.refused };
  const declared = offer.inputs ?? [];
  const inputs = withoutEmpty(declared, given);
  if (isAsWanted(offer, inputs))
    return { outcome: 'done', offer, reason: text('refusal.nothingChanges') };
  const complaint = complaintAboutOffer(offer, inputs);
  if (complaint !== undefined) return { outcome: 'skipped', offer, reason: complaint };
  return { outcome: 'run', offer, inputs };
}
