import { Fragment, useState, type ReactElement } from 'react';
import { useLinkStatus } from './bridge/link-context.ts';
import { FirstRun } from './features/profiles/first-run.tsx';
import { Notices } from './features/feedback/notices.tsx';
import { t } from './i18n/translate.ts';
import { useLanguage } from './i18n/use-language.ts';
import { Providers, type ProvidersProps } from './providers.tsx';
import { Dialogs } from './shell/dialogs.tsx';
import { Feeds } from './shell/feeds.tsx';
import { ConsoleWindow } from './shell/console-window.tsx';
import { AppLayout } from './shell/layout.tsx';
import { LinkBanner } from './shell/link-banner.tsx';
import { SandboxBanner } from './shell/sandbox-banner.tsx';
import { Wishes } from './shell/wishes.tsx';
import { useRememberedWorkspace } from './shell/use-remembered-workspace.ts';
import { useShortcuts } from './shell/use-shortcuts.ts';
import { consoleOfWindow } from './state/workspace/console-window.ts';
import { useConnections } from './state/servers/connections.ts';
import { useWorkspace } from './state/workspace/workspace.ts';

/** The page: what everything in it needs, and the choice between the first run and the work place. */
export function App(props: Omit<ProvidersProps, 'children'>): ReactElement {
  return (
    <Providers {...props}>
      <Page />
    </Providers>
  );
}

function Page(): ReactElement {
  const { locale } = useLanguage(useWorkspace((state) => state.language));
  const [alone] = useState(() => consoleOfWindow(location.hash));
  const remembered = useRememberedWorkspace(alone === undefined);
  const ready = useConnections((state) => state.ready);
  const empty = useConnections((state) => state.byId.size === 0);
  const { shutOut = false } = useLinkStatus();
  useShortcuts(alone === undefined);
  return (
    <>
      {remembered && <Feeds />}
      {remembered && ready && alone === undefined && <Wishes />}
      {/* In another language everything that shows a text is drawn anew. */}
      <Fragment key={locale}>
        <LinkBanner />
        <SandboxBanner />
        <div className="page">
          {!remembered || !ready ? (
            <div className="splash" role="status">
              {shutOut ? '' : t('app.starting')}
            </div>
          ) : alone !== undefined ? (
            <ConsoleWindow node={alone} />
          ) : empty ? (
            <FirstRun />
          ) : (
            <AppLayout />
          )}
        </div>
        <Dialogs />
        <Notices />
      </Fragment>
    </>
  );
}
