import type { ApiDeps, CallHandlers, FeedHandlers } from './deps.ts';

export function appHandlers({
  app,
  damaged,
  vault,
  connections,
  profiles,
  wishes,
  surroundings,
}: ApiDeps) {
  return {
    'app.info': async () => ({ ...app, damaged, secrets: await vault.info() }),
    'app.online': async ({ online }) => surroundings.change({ offline: !online }),
    'wishes.take': ({ id }) => wishes.take(id),
    'secrets.allowPlainText': async ({ allow }) => {
      const info = await vault.allowPlainText(allow);
      for (const { id } of profiles.list()) connections.reported(id);
      return info;
    },
  } satisfies Partial<CallHandlers>;
}

export function appFeeds({ wishes }: ApiDeps) {
  return { wishes: (_params, sink) => wishes.watch(sink) } satisfies Partial<FeedHandlers>;
}
