import type { ConnectionId } from '#shared/model/reference.ts';
import type { Task } from '#shared/model/task.ts';
import { inWords } from '../../i18n/translate.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';

/** How a task stands, as an administrator asks for it. `unknown`: it ended, but nobody can tell how. */
export const taskOutcomes = ['open', 'done', 'failed', 'cancelled', 'unknown'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

export interface TaskFilter {
  /** Only what was started by this program. */
  readonly mine: boolean;
  /** Empty: all. */
  readonly outcomes: readonly TaskOutcome[];
  readonly server: ConnectionId | null;
  readonly text: string;
}

export const noTaskFilter: TaskFilter = { mine: false, outcomes: [], server: null, text: '' };

/** True if the filter leaves anything out. */
export function isNarrowed({ mine, outcomes, server, text }: TaskFilter): boolean {
  return mine || outcomes.length > 0 || server !== null || text.trim() !== '';
}

export function outcomeOf({ state, lost }: Pick<Task, 'state' | 'lost'>): TaskOutcome {
  switch (state) {
    case 'queued':
    case 'running':
      return 'open';
    case 'success':
      return 'done';
    case 'cancelled':
      return 'cancelled';
    case 'error':
      return lost === true ? 'unknown' : 'failed';
  }
}

/** Tells whether a task passes the filter. `nameOf` is a server's name on screen: it can be searched for, too. */
export function taskMatcher(
  { mine, outcomes, server, text }: TaskFilter,
  nameOf: (connection: ConnectionId) => string,
): (task: Task) => boolean {
  const wanted = new Set(outcomes);
  const words = searchWords(text);
  return (task) =>
    (!mine || task.own) &&
    (server === null || task.connection === server) &&
    (wanted.size === 0 || wanted.has(outcomeOf(task))) &&
    (words.length === 0 || hasWords(textOf(task, nameOf(task.connection)), words));
}

function textOf(task: Task, server: string): string {
  const { name, targetName, initiator, error, result } = task;
  return [name, targetName, initiator, error?.message, result, server]
    .flatMap((part) => (part === undefined ? [] : [inWords(part)]))
    .join('\n');
}
