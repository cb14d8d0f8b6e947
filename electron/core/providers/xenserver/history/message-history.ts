import {
  historyPage,
  type HistoryEntry,
  type HistoryPage,
  type HistorySeverity,
} from '#shared/model/history.ts';
import type { AlertSeverity } from '#shared/model/alert.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { refId, type Ref } from '#shared/model/reference.ts';
import type { Lookup } from '../../provider.ts';
import type { HistoryQuery, HistoryReader } from '../../history-reader.ts';
import { alerts, targetOf } from '../map/alerts/alerts.ts';
import { nameOf, text, time } from '../map/read.ts';

/**
 * What a pool keeps of what happened on it: its messages, of which the coordinator has the last ten thousand. They are followed as all
 * objects are, so nothing has to be asked. They do not tell on whose behalf, and a pool keeps no tasks.
 */
export class MessageHistory implements HistoryReader {
  readonly kinds = ['event'] as const;
  readonly #lookup: () => Lookup;

  constructor(lookup: () => Lookup) {
    this.#lookup = lookup;
  }

  page(query: HistoryQuery): Promise<HistoryPage> {
    return Promise.resolve(query.kinds.includes('event') ? this.#page(query) : { entries: [] });
  }

  #page(query: HistoryQuery): HistoryPage {
    const lookup = this.#lookup();
    const { severities, from } = query;
    const fitting: HistoryEntry[] = [];
    for (const ref of lookup.ofType('message')) {
      const message = lookup.get(ref);
      if (message === undefined) continue;
      // There are ten thousand of them, and mostly few are wanted: what costs nothing is looked at before any is read.
      if (from !== undefined && (time(message, 'timestamp') ?? 0) < from) continue;
      if (!query.concerns(onlyDefined({ target: targetOf(message) }))) continue;
      const entry = messageEntry(ref, message, lookup);
      if (severities.length === 0 || severities.includes(entry.severity)) fitting.push(entry);
    }
    return historyPage(fitting, query);
  }
}

/** Alerts are of five severities, what happened is of three. */
const severities: Readonly<Record<AlertSeverity, HistorySeverity>> = {
  critical: 'error',
  major: 'error',
  warning: 'warning',
  minor: 'info',
  info: 'info',
};

/** A message as an entry of the history. */
export function messageEntry(ref: Ref, message: Properties, lookup: Lookup): HistoryEntry {
  const { severity, title, name, time: at, text: body, target } = alerts.read(ref, message);
  const object = target === undefined ? undefined : lookup.get(target);
  const targetName =
    target === undefined || text(object, 'name_label') === undefined
      ? undefined
      : nameOf(target, object);
  return {
    key: `message-${refId(ref)}`,
    kind: 'event',
    severity: severities[severity],
    time: at,
    type: name,
    title,
    text: body ?? title,
    ...onlyDefined({ target, targetName }),
  };
}
