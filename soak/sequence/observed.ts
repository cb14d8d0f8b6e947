import type { Provider, Session, Sink } from '#core/providers/provider.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';

/** What a core holds of a server, seen where the server's family puts it in. */
export interface Observed {
  readonly provider: Provider;
  /** Every object in the cache; empty while no session stands. */
  objects(): ReadonlyMap<Ref, Properties>;
}

/** The provider as it is, with an eye on the cache behind it. */
export function observe(provider: Provider): Observed {
  const refs = new Set<Ref>();
  let known: Sink['known'] = () => undefined;
  const watched = (sink: Sink): Sink => {
    known = (ref) => sink.known(ref);
    return {
      ...sink,
      apply: (updates) => {
        for (const { ref } of updates) refs.add(ref);
        return sink.apply(updates);
      },
    };
  };
  return {
    provider: {
      ...provider,
      connect: async (options): Promise<Session> => {
        const session = await provider.connect(options);
        const run = session.run.bind(session);
        session.run = (sink, signal) => run(watched(sink), signal);
        return session;
      },
    },
    objects: () => {
      const objects = new Map<Ref, Properties>();
      for (const ref of refs) {
        const properties = known(ref);
        if (properties !== undefined) objects.set(ref, properties);
      }
      return objects;
    },
  };
}
