import type { Session } from 'electron';
import { appOrigin } from './scheme.ts';

/** What the page may do beyond showing itself, and why. Everything else is denied without a question. */
const granted: ReadonlySet<string> = new Set([
  // Names, references and errors can be copied. Reading the clipboard stays denied.
  'clipboard-sanitized-write',
  // A long task that ends while the window is in the background; the page asks the user first.
  'notifications',
  // Consoles over the whole screen, with the keys that the system would catch: by a click alone.
  'fullscreen',
  'keyboardLock',
]);

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
>;

/** Denies devices, screens and every permission that is not in the table, to whatever is loaded. */
export function restrictPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(isAppAddress(details.requestingUrl) && details.isMainFrame && granted.has(permission));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isAppAddress(origin) && granted.has(permission),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

function isAppAddress(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}
