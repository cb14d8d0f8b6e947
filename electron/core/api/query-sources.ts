import type { Connections } from '../connections/connections.ts';
import type { QuerySource, QuerySources } from '../query/source.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { ProfileStore } from '../store/profile-store.ts';

/** The inventories of all profiles, as views search them. */
export function querySources(
  connections: Connections,
  profiles: Pick<ProfileStore, 'list' | 'get'>,
): QuerySources {
  const known = new Map<ConnectionId, QuerySource>();
  const sourceOf = (id: ConnectionId): QuerySource => {
    const source = known.get(id) ?? {
      id,
      inventory: connections.inventory(id),
      provider: connections.provider(id),
      read: (ref, path, signal) => connections.connection(id).session.read(ref, path, signal),
      name: () => profiles.get(id)?.name ?? '',
    };
    known.set(id, source);
    return source;
  };
  return {
    list: () => profiles.list().map(({ id }) => sourceOf(id)),
    watch: (changed) => {
      const names = new Map<ConnectionId, string>();
      let quiet = true;
      const stop = connections.watch({
        put: ({ id, profile }) => {
          if (names.get(id) === profile.name) return;
          names.set(id, profile.name);
          if (!quiet) changed();
        },
        remove: (id) => {
          known.delete(id);
          if (names.delete(id)) changed();
        },
      });
      quiet = false;
      return stop;
    },
  };
}
