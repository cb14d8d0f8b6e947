import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { LinkContext } from './bridge/link-context.ts';
import type { Link } from './bridge/link.ts';
import { useWorkspace } from './state/workspace/workspace.ts';
import { muiTheme } from './theme/mui-theme.ts';
import { useAppearance } from './theme/use-appearance.ts';

export interface ProvidersProps {
  readonly link: Link;
  readonly queries: QueryClient;
  /** Allows the styles that the component library adds at run time; see the content security policy. */
  readonly nonce: string;
  readonly children: ReactNode;
}

/** What every part of the page finds above it: the link to the core, questions that were asked, the theme. */
export function Providers({ link, queries, nonce, children }: ProvidersProps): ReactElement {
  const [cache] = useState(() => createCache({ key: 'moref', nonce, prepend: true }));
  return (
    <CacheProvider value={cache}>
      <LinkContext value={link}>
        <QueryClientProvider client={queries}>
          <Themed>{children}</Themed>
        </QueryClientProvider>
      </LinkContext>
    </CacheProvider>
  );
}

function Themed({ children }: { readonly children: ReactNode }): ReactElement {
  const appearance = useAppearance(useWorkspace((state) => state.theme));
  const theme = useMemo(() => muiTheme(appearance), [appearance]);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = appearance;
  }, [appearance]);
  return <ThemeProvider theme={theme}>{children}</ThemeProvider>;
}
