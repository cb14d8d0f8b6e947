import { describe, expect, it, vi } from 'vitest';
import { type AccessPage, createBrowserAccess, NotLetInError } from './browser-access.ts';

type Listener = (event: unknown) => void;

/** A browser's tab, and a host that knows some tokens and one secret. */
function tab(hash: string, store = new Map<string, string>(), known = ['good']) {
  const tokens = new Set(known);
  const asked: string[] = [];
  const listeners = new Map<string, Listener>();
  const location = { pathname: '/', search: '?a', hash };
  const document = {
    prerendering: false,
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
  };
  const page = {
    location,
    history: {
      replaceState: (_data: unknown, _title: string, address: string) => {
        location.hash = /#.*$/.exec(address)?.[0] ?? '';
      },
    },
    document,
    localStorage: {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => store.set(key, value),
    },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    fetch: (_path: string, { headers }: { headers: Record<string, string> }) => {
      const brought = headers['authorization']?.slice('Bearer '.length) ?? '';
      asked.push(brought);
      const taken = tokens.delete(brought) || brought === 'secret';
      return Promise.resolve(new Response(taken ? 'secret' : '', { status: taken ? 200 : 403 }));
    },
  };
  const fire = (name: string, event: unknown = {}): void => listeners.get(name)?.(event);
  return { page: page as unknown as AccessPage, location, document, store, asked, fire };
}

describe('how a page comes into the browser host', () => {
  it('takes the token out of the address before anything else, and keeps what it gets for it', async () => {
    const one = tab('#token=good');
    const access = createBrowserAccess(one.page);
    expect(one.location.hash).toBe('');
    expect(await access.secret()).toBe('secret');
    expect([...one.store.values()]).toEqual(['secret']);
    expect(await access.secret()).toBe('secret');
    expect(one.asked).toEqual(['good', 'secret']);
  });

  it('goes on after a reload, and in another tab', async () => {
    const one = tab('#token=good');
    await createBrowserAccess(one.page).secret();
    expect(await createBrowserAccess(tab('', one.store).page).secret()).toBe('secret');
    expect(await createBrowserAccess(tab('#token=used', one.store).page).secret()).toBe('secret');
  });

  it('says that it was not let in, which is no lost connection', async () => {
    for (const hash of ['', '#token=used', '#other'])
      await expect(createBrowserAccess(tab(hash).page).secret()).rejects.toThrow(NotLetInError);
    const gone = tab('#token=good');
    Object.assign(gone.page, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await expect(createBrowserAccess(gone.page).secret()).rejects.toThrow('Failed to fetch');
  });

  it('takes a new token that is opened in the same tab, and what another tab was given', async () => {
    const one = tab('', new Map(), ['new']);
    const access = createBrowserAccess(one.page);
    const changed = vi.fn();
    access.watch(changed);
    await expect(access.secret()).rejects.toThrow(NotLetInError);
    one.location.hash = '#token=new';
    one.fire('hashchange');
    expect(changed).toHaveBeenCalledTimes(1);
    expect(one.location.hash).toBe('');
    expect(await access.secret()).toBe('secret');
    one.fire('storage', { key: 'moref.secret' });
    one.fire('storage', { key: 'other' });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('works where the browser keeps nothing', async () => {
    const one = tab('#token=good');
    const refuse = (): never => {
      throw new Error('SecurityError');
    };
    Object.assign(one.page, { localStorage: { getItem: refuse, setItem: refuse } });
    const access = createBrowserAccess(one.page);
    expect(await access.secret()).toBe('secret');
    expect(await access.secret()).toBe('secret');
  });

  it('is not used up by a page that is only made beforehand', async () => {
    const one = tab('#token=good');
    one.document.prerendering = true;
    const secret = createBrowserAccess(one.page).secret();
    await Promise.resolve();
    expect(one.asked).toEqual([]);
    one.fire('prerenderingchange');
    expect(await secret).toBe('secret');
  });
});
