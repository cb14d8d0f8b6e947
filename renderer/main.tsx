import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { acquirePortFor } from './bridge/acquire-port.ts';
import { createLink } from './bridge/link.ts';
import { createQueryClient } from './bridge/use-call.ts';
import './theme/tokens.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
const link = createLink(acquirePortFor(window));

createRoot(root).render(
  <StrictMode>
    <App link={link} queries={createQueryClient()} nonce={nonce} />
  </StrictMode>,
);
