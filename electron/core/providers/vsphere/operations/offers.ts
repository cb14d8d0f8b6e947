import type { OperationId, OperationOffer, OperationVerdict } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import { offersOf, verdictsOf } from '../../operations/offer.ts';
import { entityName } from '../map/read.ts';
import { catalog } from './catalog.ts';
import type { Subject } from './definition.ts';
import { refusalOf } from './judgement.ts';

/** The operations that exist for an object, or the one that is asked for, each with the reason if it cannot be run now. */
export function offers(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
  only?: OperationId,
): readonly OperationOffer[] {
  return offersOf(catalog, subjectOf(ref, properties, lookup), refusalOf, only);
}

/** The same operations, and whether each can be run now. */
export function verdicts(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly OperationVerdict[] {
  return verdictsOf(catalog, subjectOf(ref, properties, lookup), refusalOf);
}

function subjectOf(ref: Ref, object: Properties, lookup: Lookup): Subject {
  return { ref, name: entityName(object, ref), object, lookup };
}
