import { t } from '../i18n/translate.ts';

const named: Readonly<Record<string, Parameters<typeof t>[0] & `key.${string}`>> = {
  Ctrl: 'key.ctrl',
  Alt: 'key.alt',
  Shift: 'key.shift',
  Enter: 'key.enter',
  Space: 'key.space',
  Delete: 'key.delete',
  Esc: 'key.escape',
  Home: 'key.home',
  End: 'key.end',
  PgUp: 'key.pageUp',
  PgDn: 'key.pageDown',
};

/** Keys as they are written on the keyboards of the reader's language: `Ctrl+Delete` as `Strg+Entf`. Several stand two blanks apart. */
export function shownKeys(keys: string): string {
  return keys.replaceAll(/[A-Za-z]{2,}/g, (key) =>
    Object.hasOwn(named, key) ? t(named[key] ?? 'key.ctrl') : key,
  );
}
