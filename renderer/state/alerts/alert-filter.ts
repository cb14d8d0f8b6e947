import { alertSeverities, type AlertSeverity } from '#shared/model/alert.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { inWords } from '../../i18n/translate.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';
import type { PageAlert } from './alerts.ts';

export interface AlertFilter {
  /** Empty: all. */
  readonly severities: readonly AlertSeverity[];
  readonly server: ConnectionId | null;
  readonly text: string;
}

/** Servers also note all that goes well, which is most of it. */
export const usualAlertFilter: AlertFilter = {
  severities: alertSeverities.filter((severity) => severity !== 'info'),
  server: null,
  text: '',
};

export const noAlertFilter: AlertFilter = { severities: [], server: null, text: '' };

/** Tells whether an alert passes the filter. `nameOf` is a server's name on screen: it can be searched for, too. */
export function alertMatcher(
  { severities, server, text }: AlertFilter,
  nameOf: (connection: ConnectionId) => string,
): (alert: PageAlert) => boolean {
  const wanted = new Set(severities);
  const words = searchWords(text);
  return (alert) =>
    (server === null || alert.connection === server) &&
    (wanted.size === 0 || wanted.has(alert.severity)) &&
    (words.length === 0 || hasWords(searchedText(alert, nameOf(alert.connection)), words));
}

function searchedText(alert: PageAlert, server: string): string {
  const { title, name, text = '', targetName = '', acknowledged } = alert;
  return [inWords(title), name, inWords(text), targetName, acknowledged?.by ?? '', server].join(
    '\n',
  );
}
