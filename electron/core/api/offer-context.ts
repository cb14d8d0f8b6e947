import type { ConnectionId } from '#shared/model/reference.ts';
import type { Connections } from '../connections/connections.ts';
import type { Lookup, OfferContext } from '../providers/provider.ts';

/** What decides, beside the objects, which operations are offered: the permissions of the session that stands now. */
export function offerContext(
  connections: Connections,
  id: ConnectionId,
  lookup: Lookup,
): OfferContext {
  return {
    get: (ref) => lookup.get(ref),
    ofType: (type) => lookup.ofType(type),
    permissions: connections.connection(id).permissions,
  };
}
