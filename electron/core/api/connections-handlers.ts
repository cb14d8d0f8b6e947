import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { readAuthority } from '../net/read-authority.ts';
import { changeTogether } from '../store/change-together.ts';
import type { ApiDeps, CallHandlers, FeedHandlers } from './deps.ts';

export function connectionHandlers({ connections, profiles, pins, demo }: ApiDeps) {
  return {
    'connections.open': ({ id, ...login }) => connections.open(id, login),
    'connections.close': ({ id }) => connections.close(id),
    'connections.trust': async ({ id, fingerprint, authority }) => {
      const profile = profiles.get(id);
      if (profile === undefined) {
        throw new MorefException({
          kind: 'missing',
          message: text('server.gone.notPinned'),
          connection: id,
        });
      }
      const { demo: isDemo, trial } = profile;
      if (authority === undefined || isDemo === true)
        return isDemo === true || trial === true
          ? pins.pinForNow(id, fingerprint)
          : pins.pin(id, fingerprint);
      // Whoever trusts an authority is not asked at the next certificate: a pin would ask.
      const trusting = { ...profile, authority: readAuthority(authority) };
      if (trial === true) return profiles.hold({ ...trusting, trial });
      await changeTogether([pins.forgetting(id), profiles.saving(trusting)]);
      return connections.reported(id);
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
