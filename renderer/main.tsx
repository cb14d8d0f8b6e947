import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { handedPorts, socketPorts } from './bridge/acquire-port.ts';
import { createBrowserAccess } from './bridge/browser-access.ts';
import { createLink, type Link } from './bridge/link.ts';
import { createQueryClient } from './bridge/use-call.ts';
import './theme/tokens.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';

createRoot(root).render(
  <StrictMode>
    <App link={linkOf(window)} queries={createQueryClient()} nonce={nonce} />
  </StrictMode>,
);

/** The way that the page was loaded tells which host runs the core. */
function linkOf(page: Window): Link {
  if (!page.location.protocol.startsWith('http')) return createLink(handedPorts(page));
  const access = createBrowserAccess(page);
  const link = createLink(socketPorts(page.location, access));
  access.watch(link.retryNow);
  return link;
}
