import type { CustomScheme, Protocol } from 'electron';
import type { Page } from '../hosting/page.ts';

const scheme = 'moref';
const host = 'app';

/** The page's address. A scheme of its own: no file of the disk, no server, and an origin that nobody else can have. */
export const appOrigin = `${scheme}://${host}`;

/** To be registered before the app is ready. */
export const appScheme: CustomScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Serves the page, and nothing else, under its scheme; while it is still being read, whoever asks waits. */
export function servePage(protocol: Pick<Protocol, 'handle'>, page: Promise<Page>): void {
  protocol.handle(scheme, async (request) => {
    const address = new URL(request.url);
    if (address.host !== host || request.method !== 'GET')
      return new Response(null, { status: 404 });
    const { status, headers, body } = (await page).answer(address.pathname);
    return new Response(body, { status, headers });
  });
}
