import { t } from '../i18n/translate.ts';
import { notifyError } from './notices.ts';

/** Notifications of the desktop: they reach whoever does not look at the window. */

/** Asks the user, once, whether Moref may notify. @returns true where it may; a refusal is explained */
export async function mayNotify(): Promise<boolean> {
  const allowed = 'Notification' in window ? await Notification.requestPermission() : 'denied';
  if (allowed === 'denied')
    notifyError(t('tasks.notify.denied.title'), {
      kind: 'denied',
      message: t('tasks.notify.denied'),
    });
  return allowed === 'granted';
}

/** True while Moref may notify: the user can withdraw that outside of Moref. */
export function isNotifyAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/** Notifies whoever looks elsewhere. @param tag what takes the place of an earlier one @param opened it was clicked */
export function notifyDesktop(
  { title, body, tag }: { readonly title: string; readonly body: string; readonly tag: string },
  opened: () => void,
): void {
  if (!isAway() || !isNotifyAllowed()) return;
  const notification = new Notification(title, { body, tag });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    opened();
  });
}

/** Nobody looks at the window. */
function isAway(): boolean {
  return document.hidden || !document.hasFocus();
}
