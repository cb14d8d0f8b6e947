import { openAgain } from '../actions/window-actions.ts';
import type { Link } from '../bridge/link.ts';
import { t } from '../i18n/translate.ts';
import { notify } from '../state/notices.ts';
import { keyIn, windowsIn } from '../state/workspace/window-id.ts';

/** While a window is loaded anew its own memory goes through this: it lives as long as the window. */
const passing = 'moref.window';

/**
 * In a browser a further window that is closed is forgotten, and one that ends with Moref is offered again at the next start. On the desktop
 * the host does so.
 */
export function forgetWhenClosed(
  link: Link,
  window: string,
  remembered: () => Readonly<Record<string, string>>,
): () => void {
  if (window === '') return () => undefined;
  const onHide = (): void => {
    try {
      sessionStorage.setItem(passing, JSON.stringify(remembered()));
    } catch {
      // A browser that keeps nothing: the window begins anew when it is loaded again.
    }
    link.call('workspace.forget', { window }).catch(() => undefined);
  };
  globalThis.addEventListener('pagehide', onHide);
  return () => globalThis.removeEventListener('pagehide', onHide);
}

/** What a window remembered that is loaded anew, by the keys under which it is kept; nothing for one that was just opened. */
export function passedOn(window: string): Readonly<Record<string, string>> {
  try {
    const text = sessionStorage.getItem(passing);
    sessionStorage.removeItem(passing);
    const values: unknown = JSON.parse(text ?? '{}');
    if (typeof values !== 'object' || values === null) return {};
    return Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) =>
        typeof value === 'string' ? [[keyIn(window, key), value]] : [],
      ),
    );
  } catch {
    return {};
  }
}

/** The first window offers those that were open when Moref ended: a browser lets a page open windows at a click alone. */
export function offerWindows(window: string, stored: Readonly<Record<string, string>>): void {
  const ids = windowsIn(stored);
  if (window !== '' || ids.length === 0) return;
  notify(t('windows.before', { count: ids.length }), {
    label: t('windows.before.open'),
    run: () => {
      for (const id of ids) openAgain(id);
    },
  });
}
