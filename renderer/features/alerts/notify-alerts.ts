import { alertSeverities, isOpenAlert } from '#shared/model/alert.ts';
import type { ObjectKey } from '#shared/model/reference.ts';
import { inWords, t } from '../../i18n/translate.ts';
import type { PageAlert } from '../../state/alerts/alerts.ts';
import { isNotifyAllowed, mayNotify, notifyDesktop } from '../../state/desktop.ts';
import { showPanel } from '../../state/workspace/lower-panel.ts';
import { useWorkspace, type AlertNotify } from '../../state/workspace/workspace.ts';
import { measureWords } from '../../ui/alert-words.ts';
import { showAlert } from './alert-text.ts';

/** From which severity on alerts are notified of; `none` also where the system does not allow it any more. */
export function notifiedFrom(wanted: AlertNotify): AlertNotify {
  return isNotifyAllowed() ? wanted : 'none';
}

/** Chooses it, once the user and the system agree. */
export async function setAlertNotify(wanted: AlertNotify): Promise<void> {
  if (wanted === 'none' || (await mayNotify()))
    useWorkspace.getState().set({ alertNotify: wanted });
}

/** An older alert is no news, milliseconds. Clocks of servers and desktops differ by minutes. */
const newsMs = 15 * 60_000;

/** Alerts that were there already when the page began, or that it has told of: a server that comes back tells all again. */
const known = new Set<ObjectKey>();

/**
 * Tells of new alerts of the severities that the user wants to hear of; several at once are one notification. One that
 * is old by its server's clock is no news: a server tells all that it has when it is connected.
 */
export function notifyAlerts(came: readonly PageAlert[]): void {
  const wanted = useWorkspace.getState().alertNotify;
  const fresh = came.filter(({ key }) => !known.has(key));
  for (const { key } of fresh) known.add(key);
  if (wanted === 'none') return;
  const now = Date.now();
  const worst = alertSeverities.indexOf(wanted);
  const told = fresh.filter(
    (alert) =>
      isOpenAlert(alert) &&
      now - alert.time < newsMs &&
      alertSeverities.indexOf(alert.severity) <= worst,
  );
  const [first] = told;
  if (first === undefined) return;
  if (told.length === 1) {
    notifyDesktop({ title: inWords(first.title), body: bodyOf(first), tag: first.key }, () =>
      showAlert(first),
    );
    return;
  }
  const title = t('alerts.notify.more', { count: told.length });
  const body = told.map((alert) => `${inWords(alert.title)}: ${alert.targetName ?? ''}`).join('\n');
  notifyDesktop({ title, body, tag: 'alerts' }, () => showPanel('alerts'));
}

function bodyOf(alert: PageAlert): string {
  return [alert.targetName ?? '', measureWords(alert, Date.now())]
    .filter((part) => part !== '')
    .join('\n');
}
