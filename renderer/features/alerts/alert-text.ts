import type { AlertNotice } from '#shared/model/alert.ts';
import { formatDateTime, formatUtc } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';
import type { PageAlert } from '../../state/alerts/alerts.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { measureWords } from '../../ui/alert-words.ts';
import { showDialog } from '../../state/dialogs.ts';

/** `yes`, or by whom and when. */
function noticeText({ by, time }: AlertNotice): string {
  const at = time === undefined ? '' : `${formatDateTime(time)} (${formatUtc(time)})`;
  return [by, at].filter((part) => part).join(', ') || t('alerts.acknowledged.yes');
}

/** All that is known of an alert, for a report or a colleague. */
function alertText(alert: PageAlert): string {
  const { title, name, severity, targetName, connection, time, text, acknowledged, measure } =
    alert;
  const status = useConnections.getState().byId.get(connection);
  const facts = [
    [t('alerts.column.title'), inWords(title)],
    [t('alerts.column.severity'), t(`alerts.severity.${severity}`)],
    [t('alerts.column.target'), targetName ?? ''],
    [t('alerts.column.server'), status === undefined ? '' : serverName(status)],
    [t('alerts.column.measure'), measureWords(alert, Date.now())],
    [
      t('alerts.fact.definition'),
      measure?.definition === undefined ? '' : inWords(measure.definition),
    ],
    [t('alerts.column.time'), `${formatDateTime(time)} (${formatUtc(time)})`],
    [t('alerts.fact.acknowledged'), acknowledged === undefined ? '' : noticeText(acknowledged)],
    [t('alerts.fact.name'), name],
  ];
  const lines = facts.filter(([, value]) => value !== '').map((fact) => fact.join(': '));
  return [...lines, ...(text === undefined ? [] : ['', inWords(text)])].join('\n');
}

/** Shows an alert in full, to be read and copied. */
export function showAlert(alert: PageAlert): void {
  showDialog({ kind: 'text', title: inWords(alert.title), text: alertText(alert) });
}
