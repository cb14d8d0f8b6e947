import type { Texts } from '../catalogue.ts';

/** What the core says of connections, tasks and runs, whatever the family of the server. */
export const coreMessages = {
  'connection.otherInstance': (p: {
    readonly product: string;
    readonly found: string;
    readonly expected: string;
  }) =>
    `Another server answers at this address than before: ${p.product} with the instance ID ${p.found}, where ${p.expected} was expected. Connect again if that is what you want.`,
  'safety.readOnly': 'This server is read-only in Moref.',
  'safety.readOnly.server': (p: { readonly name: string }) =>
    `${p.name} is read-only in Moref: nothing is changed on it. The settings of the server can allow it.`,
  'safety.guard': (p: { readonly label: string; readonly guard: string }) =>
    `${p.label}: something is lost on a production server. Type “${p.guard}” to go on.`,
  'operation.of': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation} ${p.object}`,
  'operation.none': (p: { readonly object: string; readonly operation: string }) =>
    `${p.object} has no operation “${p.operation}”.`,
  'operation.notNow': (p: {
    readonly operation: string;
    readonly object: string;
    readonly reason: string;
  }) => `${p.operation} is not possible for ${p.object} now: ${p.reason}`,
  'bulk.question': (p: { readonly operation: string; readonly count: number }, { plural }) =>
    `${p.operation}: ${plural(p.count, { one: '# object', other: '# objects' })}?`,
  'link.error.lost': 'The connection between this window and Moref was lost.',
  'link.error.away': 'The connection between this window and Moref is lost; it is being restored.',
  'link.error.streamOverrun': 'More was sent than the far side could take.',
  'link.error.streamStuck': 'The far side takes nothing any more; the connection was given up.',
  'link.error.cancelled': 'Cancelled.',
  'link.error.tooMuch': (p: { readonly call: string; readonly megabytes: number }) =>
    `${p.call} was not sent: it says more than one message may hold, ${p.megabytes} MB. Ask for less at once.`,
  'link.error.answerTooLarge': (p: { readonly call: string; readonly megabytes: number }) =>
    `${p.call}: the answer is larger than one message may be, ${p.megabytes} MB. Ask for less at once.`,
  'operation.any': 'The operation',
  'operation.notBegun': (p: { readonly doing: string }) =>
    `${p.doing} was given up before anything was sent.`,
  'left.perhaps': (p: { readonly left: string }) =>
    `It is not known whether this was done: ${p.left}`,
  'left.error': (
    p: {
      readonly problem: string;
      readonly left: readonly string[];
      readonly more: number;
    },
    { plural },
  ) => {
    const rest =
      p.more === 0 ? [] : [plural(p.more, { one: 'And one more.', other: 'And # more.' })];
    return [p.problem, 'What is left of it:', ...p.left, ...rest].join(' ');
  },
  'operation.notFor': (p: { readonly operation: string; readonly object: string }) =>
    `${p.operation} does not exist for ${p.object}.`,
  'operation.noChoices': (p: { readonly operation: string; readonly input: string }) =>
    `${p.operation} has nothing to choose from for “${p.input}”.`,
  'task.lost': (p: { readonly task: string; readonly object: string }) =>
    `The connection was lost while “${p.task}” was under way, and the server does not list the task any more. Whether it succeeded is not known: look at ${p.object}.`,
  'task.gone': (p: { readonly task: string; readonly object: string }) =>
    `The server took “${p.task}” off its list before it reported how it ended. Whether it succeeded is not known: look at ${p.object}.`,
  'task.lost.object': 'the object',
  'store.halfSaved': (p: { readonly paths: string; readonly problem: string }) =>
    `Not everything was saved: ${p.paths} was changed before the disk failed, and could not be put back. ${p.problem}`,
  'server.halfRemoved': (p: { readonly problem: string }) =>
    `The server was removed, but not all that Moref keeps of it: that is deleted at the next start. ${p.problem}`,
  'task.failed': (p: { readonly task: string }) =>
    `“${p.task}” failed; the server does not say why.`,
  'task.notCancelable': (p: { readonly task: string }) => `“${p.task}” cannot be cancelled now.`,
  'task.unknownToServer': (p: { readonly task: string }) =>
    `The server does not know the task “${p.task}” any more. Whether it succeeded is not known: look at the object.`,
  'run.unsent': (p: { readonly problem: string; readonly object: string }) =>
    `${p.problem} Nothing was sent for ${p.object}.`,
  'run.unanswered': (p: { readonly object: string }) =>
    `It was sent, and no answer came. Whether it was done is not known: look at ${p.object}.`,
  'run.taskCancelled': 'Its task was cancelled.',
  'run.lost': (p: { readonly server: string; readonly object: string }) =>
    `The connection to ${p.server} was lost while this was under way. Whether it was done is not known: look at ${p.object}.`,
  'run.notConnected': (p: { readonly server: string; readonly object: string }) =>
    `There is no connection to ${p.server}: nothing was sent for ${p.object}. Connect, and retry.`,
  'input.complaint': (p: { readonly object: string; readonly complaint: string }) =>
    `${p.object}: ${p.complaint}`,
  'input.unknown': (p: { readonly name: string }) => `There is no input “${p.name}”.`,
  'input.unwanted': (p: { readonly label: string }) =>
    `${p.label} does not go with the other inputs.`,
  'input.text': (p: { readonly label: string }) => `${p.label} must be text.`,
  'input.yesOrNo': (p: { readonly label: string }) => `${p.label} must be yes or no.`,
  'input.choice': (p: { readonly label: string }) => `${p.label} must be one of the choices.`,
  'input.choice.changed': (p: { readonly label: string }) =>
    `${p.label} must be one of the choices; they may have changed meanwhile.`,
  'input.tooLong': (p: { readonly label: string; readonly limit: number }, { number }) =>
    `${p.label} has more than ${number(p.limit)} characters.`,
  'input.singleLine': (p: { readonly label: string }) => `${p.label} must be a single line.`,
  'input.unsendable': (p: { readonly label: string }) =>
    `${p.label} has characters in it that no server can be sent (control characters, or half of a character). Delete them.`,
  'input.whole': (p: { readonly label: string }) => `${p.label} must be a whole number.`,
  'run.stopped': 'It was not sent: the run was stopped.',
  'run.stoppedAtFailure': 'It was not sent: the run stops at the first failure.',
  'run.stopping.wait': 'The run is being stopped. Wait until what is under way has ended.',
  'run.notFinished': 'The run is not finished. Stop it first.',
  'run.unknown': 'Moref does not know this run any more.',
  'run.nothingAnswered': 'Nothing was answered.',
  'run.notInAnswer': 'The answer does not say a word of it.',
  'run.notStarted': 'The run was not started.',
  'run.dismissed': 'The run was taken off the list.',
  'run.nameTaken': (p: { readonly name: string }) =>
    `The server has a virtual machine that is called ${p.name}.`,
  'run.notEach': (p: { readonly operation: string; readonly input: string }) =>
    `${p.operation} cannot be done several times to one object by ${p.input}.`,
  'run.noOperation': (p: { readonly operation: string }) =>
    `None of the objects has an operation “${p.operation}”.`,
  'task.unknown': 'Moref does not know this task any more.',
  'explorer.none': 'This server has no API that describes itself, or it cannot be reached.',
  'demo.empty': 'The demo estate has no server.',
  'server.gone': 'There is no such server in Moref any more. It may have been removed.',
  'server.gone.notPinned':
    'There is no such server in Moref any more; its certificate was not pinned.',
  'server.removed': 'The server was removed from Moref.',
  'server.familyFixed':
    'The family of a server cannot be changed. Add the other server as a new one.',
  'server.demoFixed': 'The demo estate’s server cannot be changed: it is made anew at every start.',
  'server.isKept': 'The server is in the list already: it is changed there, and not tried.',
  'server.noFamily': (p: { readonly name: string; readonly family: string }) =>
    `${p.name}: this version of Moref does not speak to servers of the family ${p.family}.`,
  'server.noPassword': (p: { readonly user: string; readonly name: string }) =>
    `Moref has no password for ${p.user} on ${p.name}. Enter it to connect.`,
  'server.notConnected': 'There is no connection to the server now. Connect, and try again.',
  'server.closedEarly': (p: { readonly name: string }) =>
    `The connection to ${p.name} was closed before it stood.`,
  'object.notThere': (p: { readonly object: string }) => `${p.object} is not there any more.`,
  'skip.serverRemoved': 'Its server was removed from Moref.',
  'skip.notThere': 'It is not there any more.',
  'skip.noOperation': 'There is no such operation for it.',
  'secrets.undecryptable': (p: { readonly backend: string }) =>
    `The stored password cannot be decrypted by the system’s key store (${p.backend}). Enter the password again.`,
} as const satisfies Texts;
