import type { HistorySeverity } from '#shared/model/history.ts';
import type { HistoryQuery } from '../../history-reader.ts';
import { toMoref } from '../object-updates.ts';
import type {
  EventFilterSpec,
  EventFilterSpecRecursionOption,
  TaskFilterSpec,
  TaskInfoState,
} from '../vim25/types.gen.ts';
import type { VimDateTime } from '../vim25/values.ts';

/** What of a query a vCenter can go by when it looks for events. */
export function eventFilter(query: HistoryQuery): EventFilterSpec {
  const { severities } = query;
  const range = timeRange(query);
  return {
    $type: 'EventFilterSpec',
    ...(query.ref !== undefined && {
      entity: {
        $type: 'EventFilterSpecByEntity',
        entity: toMoref(query.ref),
        recursion: recursion(query),
      },
    }),
    ...(range !== undefined && { time: { $type: 'EventFilterSpecByTime', ...range } }),
    ...(severities.length > 0 && severities.length < all && { category: severities }),
  };
}

/** How many severities there are: all of them are no condition. */
const all = 4;

/** The same for tasks; null where no task can fit. */
export function taskFilter(query: HistoryQuery): TaskFilterSpec | null {
  const states = statesOf(query.severities);
  if (states?.length === 0) return null;
  const range = timeRange(query);
  return {
    $type: 'TaskFilterSpec',
    ...(query.ref !== undefined && {
      entity: {
        $type: 'TaskFilterSpecByEntity',
        entity: toMoref(query.ref),
        recursion: recursion(query),
      },
    }),
    ...(range !== undefined && {
      time: { $type: 'TaskFilterSpecByTime', timeType: 'queuedTime', ...range },
    }),
    ...(states !== undefined && { state: states }),
  };
}

/**
 * A task that failed is an error, and any other is for information. What was cancelled ended with an error too, to the server: who asks has to
 * look again. Undefined for every state.
 */
function statesOf(severities: readonly HistorySeverity[]): readonly TaskInfoState[] | undefined {
  if (severities.length === 0 || severities.includes('info')) return undefined;
  return severities.includes('error') ? ['error'] : [];
}

function recursion({ below }: HistoryQuery): EventFilterSpecRecursionOption {
  return below ? 'all' : 'self';
}

interface TimeRange {
  readonly beginTime?: VimDateTime;
  readonly endTime?: VimDateTime;
}

function timeRange({ from, before }: HistoryQuery): TimeRange | undefined {
  if (from === undefined && before === undefined) return undefined;
  return {
    ...(from !== undefined && { beginTime: dateTime(from) }),
    ...(before !== undefined && { endTime: dateTime(before) }),
  };
}

function dateTime(ms: number): VimDateTime {
  return { $type: 'dateTime', text: new Date(ms).toISOString(), ms };
}
