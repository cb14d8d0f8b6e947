/** The browser host does not know this page: it takes an address with a new token to come in. */
export class NotLetInError extends Error {
  override readonly name = 'NotLetInError';
}

/** How a page comes into the browser host. */
export interface BrowserAccess {
  /**
   * The secret that opens the link, asked for anew at each call.
   * @throws NotLetInError where the host takes neither the token of the address nor what this origin was given before
   * @throws Error where the host does not answer
   */
  secret(): Promise<string>;
  /** Calls back when this page may have a better answer: an address with a token was opened in it, or another tab was let in. */
  watch(changed: () => void): void;
}

/** What this needs of a window. */
export type AccessPage = Pick<Window, 'location' | 'history' | 'addEventListener' | 'fetch'> & {
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly document: Pick<Document, 'addEventListener'> & { readonly prerendering?: boolean };
};

const storageKey = 'moref.secret';

/**
 * The token comes in the fragment of the address, which is sent to no server and used up by no preview. What it is exchanged for
 * is kept by origin, so that all tabs of this host have it, and no page on another port of the same machine.
 */
export function createBrowserAccess(page: AccessPage): BrowserAccess {
  let token = takeToken(page);
  let kept: string | null = null;

  return {
    secret: async () => {
      await shown(page);
      const fresh = await exchange(page, token);
      token = undefined;
      const secret = fresh ?? (await exchange(page, readSecret(page) ?? kept));
      if (secret === undefined) throw new NotLetInError();
      if (fresh !== undefined) {
        kept = fresh;
        storeSecret(page, fresh);
      }
      return secret;
    },
    watch: (changed) => {
      page.addEventListener('hashchange', () => {
        const next = takeToken(page);
        if (next === undefined) return;
        token = next;
        changed();
      });
      page.addEventListener('storage', (event) => {
        if (event.key === storageKey) changed();
      });
    },
  };
}

/** @returns the secret; undefined where the host does not take what it was given */
async function exchange(
  page: AccessPage,
  brought: string | null | undefined,
): Promise<string | undefined> {
  if (brought === null || brought === undefined) return undefined;
  const answer = await page.fetch('/session', {
    method: 'POST',
    headers: { authorization: `Bearer ${brought}` },
    cache: 'no-store',
    credentials: 'omit',
  });
  if (answer.status === 403) return undefined;
  if (!answer.ok) throw new Error(`Moref answered ${answer.status}.`);
  return answer.text();
}

/** Takes the token out of the address, so that it stands neither there nor in the history. */
function takeToken({ location, history }: AccessPage): string | undefined {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

/** A page that a browser has made beforehand, in case somebody opens it, must not use the token up. */
function shown({ document }: AccessPage): Promise<void> {
  if (document.prerendering !== true) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}

/** Browsers can be set to keep nothing; the page then keeps it until it is loaded anew. */
function readSecret(page: AccessPage): string | null {
  try {
    return page.localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function storeSecret(page: AccessPage, secret: string): void {
  try {
    page.localStorage.setItem(storageKey, secret);
  } catch {
    // As above.
  }
}
