import type { Texts } from '../catalogue.ts';

export const taskMessages = {
  'tasks.title': 'Tasks',
  'tasks.show': 'Show the tasks',
  'tasks.hide': 'Hide the tasks',
  'tasks.actions': 'Actions on the task',
  'tasks.ofObject': 'Tasks of this object',
  'tasks.whose': 'Whose tasks',
  'tasks.all': 'All',
  'tasks.mine': 'Mine',
  'tasks.outcomes': 'Tasks in which state',
  'tasks.outcome.open': 'Under way',
  'tasks.outcome.done': 'Done',
  'tasks.outcome.failed': 'Failed',
  'tasks.outcome.cancelled': 'Cancelled',
  'tasks.outcome.unknown': 'Unknown',
  'tasks.server': 'Tasks of which server',
  'tasks.server.all': 'All servers',
  'tasks.menu': 'More about the tasks',
  'tasks.byRun': 'Group by bulk run',
  'tasks.notify': 'Notify when long tasks end',
  'tasks.notify.denied.title': 'Notifications are not allowed',
  'tasks.notify.denied':
    'The system or the browser does not let Moref notify. Allow notifications for Moref in its settings, then turn this on again.',
  'tasks.notify.ended': (p: { readonly state: string; readonly server: string }) =>
    `${p.state} · ${p.server}`,
  'tasks.notify.run': (
    p: {
      readonly done: number;
      readonly failed: number;
      readonly total: number;
    },
    { number },
  ) =>
    p.failed === 0
      ? `${number(p.done)} of ${number(p.total)} done`
      : `${number(p.done)} of ${number(p.total)} done, ${number(p.failed)} failed`,
  'shortcuts.task': 'In the tasks',
  'shortcuts.task.go': 'Go to the object of the task',
  'shortcuts.task.details': 'All that is known of the task',
  'shortcuts.task.cancel': 'Cancel the task',
  'shortcuts.task.copy': 'Copy the task as text',
  'shortcuts.task.run': 'Show or hide the tasks of a bulk run',
  'tasks.clear': 'Clear finished',
  'tasks.cleared': (p: { readonly count: number }, { plural }) =>
    plural(p.count, {
      one: '# finished task was cleared.',
      other: '# finished tasks were cleared.',
    }),
  'tasks.cleared.server': (p: { readonly count: number; readonly server: string }, { plural }) =>
    `${plural(p.count, { one: '# finished task', other: '# finished tasks' })} of ${p.server} cleared.`,
  'tasks.clear.undo.failed': 'The tasks could not be brought back',
  'tasks.clear.failed': 'The tasks could not be cleared',
  'tasks.go': 'Go to object',
  'tasks.made': (p: { readonly name: string }) => `${p.name} has been created.`,
  'tasks.made.show': 'Show',
  'tasks.made.go': 'Go to what was created',
  'tasks.made.none': 'The task has created no object.',
  'tasks.go.none': 'The task is about no object.',
  'tasks.go.gone': 'The object is not in the tree now.',
  'tasks.details': 'Details',
  'tasks.copy': 'Copy as text',
  'tasks.copyAll': 'Copy all as text',
  'tasks.gone': 'The task is not known any more',
  'tasks.run.open': 'Show its tasks',
  'tasks.run.close': 'Hide its tasks',
  'tasks.run.results': 'Results',
  'tasks.run.forgotten': 'Moref was started anew since: only the tasks of the run are known.',
  'tasks.run.over': 'Nothing of it is under way.',
  'tasks.run.objects': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# object', other: '# objects' }),
  'tasks.run.servers': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# server', other: '# servers' }),
  'tasks.run.ended': (p: { readonly ended: number; readonly total: number }, { number }) =>
    `${number(p.ended)} of ${number(p.total)}`,
  'tasks.run.failed': (p: { readonly count: number }, { number }) => `${number(p.count)} failed`,
  'tasks.run.unknown': (p: { readonly count: number }, { number }) => `${number(p.count)} unknown`,
  'tasks.run.cancelled': (p: { readonly count: number }, { number }) =>
    `${number(p.count)} cancelled`,
  'tasks.fact.targetRef': 'Reference of the object',
  'tasks.fact.own': 'Started here',
  'tasks.fact.own.yes': 'Yes, by Moref',
  'tasks.fact.waited': 'In the queue for',
  'tasks.fact.finished': 'Ended',
  'tasks.fact.result': 'Result',
  'tasks.fact.error': 'Error',
  'tasks.fact.ref': 'Reference of the task',
  'tasks.search': 'Search tasks',
  'tasks.column.name': 'Task',
  'tasks.column.target': 'Object',
  'tasks.column.server': 'Server',
  'tasks.column.initiator': 'Started by',
  'tasks.column.queued': 'Queued',
  'tasks.column.started': 'Started',
  'tasks.column.duration': 'Duration',
  'tasks.column.state': 'State',
  'tasks.column.outcome': 'Result or error',
  'tasks.column.resize': (p: { readonly column: string }) => `Width of the column ${p.column}`,
  'tasks.none': 'No tasks yet',
  'tasks.none.help': 'What the servers do shows up here, whoever started it.',
  'tasks.none.object': 'No tasks of this object',
  'tasks.none.mine': 'No tasks of yours',
  'tasks.none.open': 'Nothing is under way',
  'tasks.none.done': 'No task succeeded',
  'tasks.none.failed': 'No task failed',
  'tasks.none.cancelled': 'No task was cancelled',
  'tasks.none.unknown': 'Of every task it is known how it ended',
  'tasks.none.server': 'No tasks of this server',
  'tasks.none.text': (p: { readonly text: string }) => `No task matches “${p.text}”`,
  'tasks.showAll': 'Show all tasks',
  'tasks.noMatch': 'No task matches',
  'tasks.count': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# task', other: '# tasks' }),
  'tasks.state.queued': 'Queued',
  'tasks.state.running': 'Running',
  'tasks.state.success': 'Done',
  'tasks.state.error': 'Failed',
  'tasks.state.cancelled': 'Cancelled',
  'tasks.progress': (p: { readonly percent: number }) => `${p.percent} %`,
  'tasks.cancel': 'Cancel task',
  'tasks.cancel.over': 'The task has ended.',
  'tasks.cancel.refused': 'The server does not let it be cancelled.',
  'tasks.cancel.failed': 'The task could not be cancelled',
  'tasks.error.show': 'Show the error',
  'tasks.failedNotice': (p: { readonly task: string; readonly object: string }) =>
    p.object === '' ? `${p.task} failed` : `${p.task}: ${p.object} failed`,
  'operation.failed': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation}: ${p.object} failed`,
  'operation.titleIn': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation} in ${p.object}`,
  'operation.title': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation}: ${p.object}`,
  'operation.running': 'Starting…',
  'operation.unreachable': 'The server is not connected. What you see is the last known state.',
  'operation.number': (p: { readonly label: string }) => `${p.label} must be a number.`,
  'operation.atLeast': (p: { readonly label: string; readonly min: number }) =>
    `${p.label} must be at least ${p.min}.`,
  'operation.atMost': (p: { readonly label: string; readonly max: number }) =>
    `${p.label} must be at most ${p.max}.`,
  'operation.multipleOf': (p: { readonly label: string; readonly factor: number }) =>
    `${p.label} must be a multiple of ${p.factor}.`,
  'operation.divides': (p: {
    readonly label: string;
    readonly other: string;
    readonly value: number;
  }) => `${p.other} must be a multiple of ${p.label}, ${p.value}.`,
  'operation.required': (p: { readonly label: string }) => `${p.label} must not be empty.`,
} as const satisfies Texts;
