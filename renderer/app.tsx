import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Fragment, useLayoutEffect, useMemo, useState, type ReactElement } from 'react';
import { LinkContext, useLinkStatus } from './bridge/link-context.ts';
import type { Link } from './bridge/link.ts';
import { FirstRun } from './features/profiles/first-run.tsx';
import { Notices } from './features/feedback/notices.tsx';
import { t } from './i18n/translate.ts';
import { useLanguage } from './i18n/use-language.ts';
import { Dialogs } from './shell/dialogs.tsx';
import { Feeds } from './shell/feeds.tsx';
import { AppLayout } from './shell/layout.tsx';
import { LinkBanner } from './shell/link-banner.tsx';
import { useRememberedWorkspace } from './shell/use-remembered-workspace.ts';
import { useShortcuts } from './shell/use-shortcuts.ts';
import { useConnections } from './state/servers/connections.ts';
import { useWorkspace } from './state/workspace/workspace.ts';
import { muiTheme } from './theme/mui-theme.ts';
import { useAppearance } from './theme/use-appearance.ts';

export interface AppProps {
  readonly link: Link;
  readonly queries: QueryClient;
  /** Allows the styles that the component library adds at run time; see the content security policy. */
  readonly nonce: string;
}

/** The page: what everything in it needs, and the choice between the first run and the work place. */
export function App({ link, queries, nonce }: AppProps): ReactElement {
  const [cache] = useState(() => createCache({ key: 'moref', nonce, prepend: true }));
  return (
    <CacheProvider value={cache}>
      <LinkContext value={link}>
        <QueryClientProvider client={queries}>
          <Themed />
        </QueryClientProvider>
      </LinkContext>
    </CacheProvider>
  );
}

function Themed(): ReactElement {
  const appearance = useAppearance(useWorkspace((state) => state.theme));
  const theme = useMemo(() => muiTheme(appearance), [appearance]);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = appearance;
  }, [appearance]);
  return (
    <ThemeProvider theme={theme}>
      <Page />
    </ThemeProvider>
  );
}

function Page(): ReactElement {
  const { locale } = useLanguage(useWorkspace((state) => state.language));
  const remembered = useRememberedWorkspace();
  const ready = useConnections((state) => state.ready);
  const empty = useConnections((state) => state.byId.size === 0);
  const { shutOut = false } = useLinkStatus();
  useShortcuts();
  return (
    <>
      {remembered && <Feeds />}
      {/* In another language everything that shows a text is drawn anew. */}
      <Fragment key={locale}>
        <LinkBanner />
        <div className="page">
          {!remembered || !ready ? (
            <div className="splash" role="status">
              {shutOut ? '' : t('app.starting')}
            </div>
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
