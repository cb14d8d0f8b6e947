import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { ApiDeps, CallHandlers, FeedHandlers } from './deps.ts';

export function connectionHandlers({ connections, profiles, pins, demo }: ApiDeps) {
  return {
    'connections.open': ({ id, ...login }) => connections.open(id, login),
    'connections.close': ({ id }) => connections.close(id),
    'connections.trust': async ({ id, fingerprint }) => {
      const profile = profiles.get(id);
      if (profile === undefined) {
        throw new MorefException({
          kind: 'missing',
          message: text('server.gone.notPinned'),
          connection: id,
        });
      }
      if (profile.demo === true || profile.trial === true) pins.pinForNow(id, fingerprint);
      else await pins.pin(id, fingerprint);
    },
    'demo.connect': async () => ({ connection: await demo.connect() }),
  } satisfies Partial<CallHandlers>;
}

export function connectionFeeds({ connections }: ApiDeps) {
  return {
    connections: (_params, sink) => {
      const dispose = connections.watch({
        put: (status) => sink.put(status.id, status),
        remove: (id) => sink.remove(id),
      });
      sink.ready();
      return dispose;
    },
  } satisfies Partial<FeedHandlers>;
}
