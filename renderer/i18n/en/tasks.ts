import { plural } from '../plural.ts';

export const taskMessages = {
  'tasks.title': 'Tasks',
  'tasks.show': 'Show the tasks',
  'tasks.hide': 'Hide the tasks',
  'tasks.scope': 'Which tasks',
  'tasks.all': 'All',
  'tasks.running': 'Running',
  'tasks.failed': 'Failed',
  'tasks.mine': 'Mine',
  'tasks.search': 'Search tasks',
  'tasks.column.name': 'Task',
  'tasks.column.target': 'Object',
  'tasks.column.server': 'Server',
  'tasks.column.initiator': 'Started by',
  'tasks.column.queued': 'Queued',
  'tasks.column.started': 'Started',
  'tasks.column.duration': 'Duration',
  'tasks.column.state': 'State',
  'tasks.column.error': 'Error',
  'tasks.column.resize': (p: { readonly column: string }) => `Width of the column ${p.column}`,
  'tasks.none': 'No tasks yet',
  'tasks.none.help': 'What the servers do shows up here, whoever started it.',
  'tasks.none.object': 'No tasks of this object since Moref connected.',
  'tasks.noMatch': 'No task matches.',
  'tasks.count': (p: { readonly count: number }) =>
    plural(p.count, { one: '# task', other: '# tasks' }),
  'tasks.state.queued': 'Queued',
  'tasks.state.running': 'Running',
  'tasks.state.success': 'Done',
  'tasks.state.error': 'Failed',
  'tasks.state.cancelled': 'Cancelled',
  'tasks.progress': (p: { readonly percent: number }) => `${p.percent} %`,
  'tasks.cancel': 'Cancel task',
  'tasks.cancel.failed': 'The task could not be cancelled',
  'tasks.error.show': 'Show the error',
  'tasks.failedNotice': (p: { readonly task: string; readonly object: string }) =>
    p.object === '' ? `${p.task} failed` : `${p.task}: ${p.object} failed`,
  'operation.failed': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation}: ${p.object} failed`,
  'operation.title': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation}: ${p.object}`,
  'operation.running': 'Starting…',
  'operation.unreachable': 'The server is not connected. What you see is the last known state.',
  'operation.number': (p: { readonly label: string }) => `${p.label} must be a number.`,
  'operation.atLeast': (p: { readonly label: string; readonly min: number }) =>
    `${p.label} must be at least ${p.min}.`,
  'operation.atMost': (p: { readonly label: string; readonly max: number }) =>
    `${p.label} must be at most ${p.max}.`,
  'operation.required': (p: { readonly label: string }) => `${p.label} must not be empty.`,
} as const;
