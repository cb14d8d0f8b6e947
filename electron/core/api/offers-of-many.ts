import type { OperationId } from '#shared/model/operation.ts';
import {
  refType,
  type ConnectionId,
  type ObjectAddress,
  type Ref,
} from '#shared/model/reference.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import { inSlices } from '../in-slices.ts';
import { CommonOffers, type Judged } from './common-offers.ts';
import type { ApiDeps } from './deps.ts';
import { offerContext } from './offer-context.ts';
import { offersOf } from './offers-of.ts';
import { safeVerdicts } from './safety.ts';

type Deps = Pick<ApiDeps, 'connections' | 'profiles' | 'breathe'>;

/** Objects of one server and type whose offers are taken in full: they ask for much the same, with limits of their own. */
const sampled = 8;

/** So many objects say nearly all of what 100,000 have, in a fraction of the time. */
const roughlyAll = 2000;

/** Some objects out of all parts of a selection. */
export function someOf<T>(objects: readonly T[]): readonly T[] {
  const step = Math.max(1, objects.length / roughlyAll);
  return step === 1 ? objects : objects.filter((_, index) => index % step < 1);
}

const gone: Judged = { verdicts: [], alike: '', offer: () => undefined };

/** The operations that exist for any of some objects, with what some of these are asked for. */
export async function commonOffers(
  deps: Deps,
  objects: readonly ObjectAddress[],
  signal: AbortSignal,
): Promise<readonly CommonOffer[]> {
  const common = new CommonOffers(sampled);
  const judges = new Map<ConnectionId, (ref: Ref) => Judged>();
  await inSlices(objects, { breathe: () => deps.breathe(), signal }, ({ connection, ref }) => {
    const judge = judges.get(connection) ?? judgeOf(deps, connection);
    judges.set(connection, judge);
    common.add(judge(ref));
  });
  return common.result();
}

/** One operation, with what all of the objects are asked for; none where none of them has it. */
export async function commonOffer(
  deps: Deps,
  objects: readonly ObjectAddress[],
  operation: OperationId,
  signal: AbortSignal,
): Promise<readonly CommonOffer[]> {
  const common = new CommonOffers(Infinity);
  await inSlices(objects, { breathe: () => deps.breathe(), signal }, (object) => {
    const offers = isThere(deps, object) ? offersOf(deps, object, operation) : [];
    const family = deps.profiles.get(object.connection)?.family;
    common.add({
      verdicts: offers,
      alike: '',
      ...(family === undefined ? {} : { family }),
      offer: () => offers[0],
    });
  });
  return common.result();
}

function isThere({ connections, profiles }: Deps, { connection, ref }: ObjectAddress): boolean {
  return (
    profiles.get(connection) !== undefined &&
    connections.inventory(connection).object(ref) !== undefined
  );
}

/** Judges the objects of one server. */
function judgeOf(deps: Deps, connection: ConnectionId): (ref: Ref) => Judged {
  const { connections, profiles } = deps;
  const profile = profiles.get(connection);
  if (profile === undefined) return () => gone;
  const inventory = connections.inventory(connection);
  const provider = connections.provider(connection);
  const context = offerContext(connections, connection, inventory.lookup);
  return (ref) => {
    const properties = inventory.lookup.get(ref);
    if (properties === undefined) return gone;
    return {
      verdicts: safeVerdicts(provider.verdicts(ref, properties, context), profile),
      alike: `${connection} ${refType(ref)}`,
      family: profile.family,
      offer: (id) => offersOf(deps, { connection, ref }, id)[0],
    };
  };
}
