import type { MessageKey } from '../../i18n/translate.ts';

export type TaskColumn =
  | 'name'
  | 'target'
  | 'state'
  | 'server'
  | 'initiator'
  | 'queued'
  | 'started'
  | 'duration'
  | 'outcome';

/** Columns of the tracker, with their width in pixels before anybody changed it. */
export const taskColumns: readonly {
  readonly id: TaskColumn;
  readonly label: MessageKey;
  readonly width: number;
}[] = [
  { id: 'name', label: 'tasks.column.name', width: 210 },
  { id: 'target', label: 'tasks.column.target', width: 160 },
  { id: 'state', label: 'tasks.column.state', width: 150 },
  { id: 'server', label: 'tasks.column.server', width: 120 },
  { id: 'initiator', label: 'tasks.column.initiator', width: 200 },
  { id: 'queued', label: 'tasks.column.queued', width: 104 },
  { id: 'started', label: 'tasks.column.started', width: 104 },
  { id: 'duration', label: 'tasks.column.duration', width: 96 },
  { id: 'outcome', label: 'tasks.column.outcome', width: 205 },
];

export const narrowest = 48;

export function widthKey(column: TaskColumn): string {
  return `tasks.${column}`;
}
