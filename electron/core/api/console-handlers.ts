import { text } from '#shared/i18n/make-text.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import type { ConsoleView } from '#shared/model/console.ts';
import { MorefException } from '#shared/model/error.ts';
import { viewOnly } from '../consoles/view-only.ts';
import type { ApiDeps, FeedHandlers } from './deps.ts';
import { feedOf } from './objects-handlers.ts';
import { offerContext } from './offer-context.ts';
import { readOnlyReason } from './safety.ts';
import { withConnection } from './with-connection.ts';

export function consoleFeeds(deps: ApiDeps) {
  const { connections, profiles } = deps;
  return {
    console: (address, sink) =>
      feedOf<ConsoleView | null>(
        deps,
        address,
        sink,
        ({ provider, ref }, properties, lookup) => {
          const context = offerContext(connections, address.connection, lookup);
          const view = provider.console?.(ref, properties, context) ?? null;
          const isReadOnly = profiles.get(address.connection)?.readOnly === true;
          return view !== null && isReadOnly ? { ...view, viewOnly: readOnlyReason } : view;
        },
        { also: (changed) => connections.onSettings(address.connection, changed) },
      ),
  } satisfies Partial<FeedHandlers>;
}

export function consoleStreams({ connections, profiles }: ApiDeps) {
  return {
    console: ({ connection, ref }, { signal }) =>
      withConnection(connection, async () => {
        const { session } = connections.connection(connection);
        if (session.console === undefined)
          throw new MorefException({ kind: 'missing', message: text('console.noneHere'), ref });
        const opened = await session.console(ref, signal);
        // Whatever the page makes of it: nothing is typed into a server that must not be changed.
        return profiles.get(connection)?.readOnly === true ? viewOnly(opened) : opened;
      }),
  } satisfies Handlers<MorefContract>['streams'];
}
