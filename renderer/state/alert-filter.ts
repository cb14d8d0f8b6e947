import { alertSeverities, type AlertSeverity } from '#shared/model/alert.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
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
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (alert) =>
    (server === null || alert.connection === server) &&
    (wanted.size === 0 || wanted.has(alert.severity)) &&
    (words.length === 0 || hasWords(alert, words, nameOf(alert.connection)));
}

function hasWords(alert: PageAlert, words: readonly string[], server: string): boolean {
  const { title, name, text = '', targetName = '', acknowledged } = alert;
  const haystack = [title, name, text, targetName, acknowledged?.by ?? '', server]
    .join('\n')
    .toLowerCase();
  return words.every((word) => haystack.includes(word));
}
