import { Failure } from '../api/failure.ts';
import { classes } from '../api/model.ts';
import type { Message } from '../api/model.ts';
import type { XapiType } from '../api/type.ts';
import { text } from '../api/value.ts';
import type { Value } from '../api/value.ts';
import { accept } from '../wire/accept.ts';
import type { Received } from '../wire/accept.ts';
import type { Request } from '../wire/read-xml.ts';
import { implicitHandler } from './implicit.ts';
import { mayCall, permissionName } from './roles.ts';
import type { Session } from './sessions.ts';
import type { Call, Handler, World } from './world.ts';

/** Result of a call, with the type that says how it is written. */
export interface Result {
  readonly type: XapiType;
  readonly value: Value;
  /** XML-RPC has it without Status and Value. */
  readonly bare?: boolean;
}

/** What the server knows of who is calling. */
export interface Client {
  /** On the Unix socket of the host itself: root needs no password. */
  readonly isLocal: boolean;
  readonly signal: AbortSignal;
}

/** Messages with code of their own, by `class.message`. */
export type Operations = ReadonlyMap<string, Handler>;

interface Target {
  readonly message: Message;
  readonly asynchronous: boolean;
}

/** `X_y` is as good as `X.y`, save under `Async.`. Throws MESSAGE_METHOD_UNKNOWN. */
function findMessage(method: string): Target {
  const asynchronous = method.startsWith('Async.');
  const name = asynchronous ? method.slice('Async.'.length) : method;
  const message = lookUp(name, '.') ?? (asynchronous ? undefined : lookUp(name, '_'));
  if (message === undefined) {
    throw new Failure('MESSAGE_METHOD_UNKNOWN', method);
  }
  if (asynchronous && !message.asynchronous) {
    throw new Failure('INTERNAL_ERROR', `No async mode for this operation: ${method}`);
  }
  return { message, asynchronous };
}

function lookUp(name: string, separator: string): Message | undefined {
  for (let at = name.indexOf(separator); at > 0; at = name.indexOf(separator, at + 1)) {
    const found = classes.get(name.slice(0, at))?.messages.get(name.slice(at + 1));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Every method's name, as `system.listMethods` answers. */
export function methodNames(): string[] {
  const names = ['system.listMethods'];
  for (const { messages } of classes.values()) {
    for (const { class: owner, name } of messages.values()) {
      names.push(`${owner}.${name}`);
    }
  }
  return names;
}

/** Messages that change nothing that lasts. */
const reading = /^(get_|assert_|migrate_receive$)/;
const quiet: ReadonlySet<string> = new Set(['session', 'event', 'task']);

/** Answers a request. Throws Failure. */
export async function dispatch(
  world: World,
  operations: Operations,
  { method, parameters }: Request,
  client: Client,
): Promise<Result> {
  if (method === 'system.listMethods') {
    const type = { kind: 'set', item: { kind: 'string' } } as const;
    return { type, value: methodNames(), bare: true };
  }
  const { message, asynchronous } = findMessage(method);
  if (!message.needsSession) {
    return { type: message.result, value: await logIn(world, message, parameters, client) };
  }
  const [reference, ...rest] = parameters;
  const session = world.sessions.get(typeof reference === 'string' ? reference : '');
  const values = acceptAll(message, method, rest);
  const call: Call = {
    world,
    db: world.db,
    session,
    message,
    signal: client.signal,
    task: undefined,
  };
  const handler = find(world, operations, message);
  if (asynchronous) {
    const value = await watched(call, () => runLater(call, method, handler, values));
    return { type: { kind: 'string' }, value };
  }
  permit(world, session, message, values);
  const failure = world.failures.take(world.db, message, values);
  if (failure !== undefined) {
    throw failure;
  }
  return { type: message.result, value: await watched(call, () => handler(call, values)) };
}

/** Whoever watches changes is there while a message is carried out that may change something. */
function watched<T>({ world, message }: Call, act: () => T | Promise<T>): T | Promise<T> {
  return reading.test(message.name) || quiet.has(message.class)
    ? act()
    : world.changes.around(`${message.class}.${message.name}`, act);
}

/** Classes that newer servers do not have any more. */
const onlyOlder: ReadonlySet<string> = new Set(['VMPP']);

function find(world: World, operations: Operations, message: Message): Handler {
  const name = `${message.class}.${message.name}`;
  // Objects of a class that is no more come with the database of an older server, which answers for them.
  const isOlder = reading.test(message.name) && world.db.count(message.class) > 0;
  const lives = world.faults.revived.has(name) || (isOlder && onlyOlder.has(message.class));
  if (message.removed && !lives) {
    return () => {
      throw new Failure('MESSAGE_REMOVED');
    };
  }
  return operations.get(name) ?? implicitHandler(message);
}

/** Throws RBAC_PERMISSION_DENIED. */
function permit(
  { faults }: World,
  { user }: Session,
  message: Message,
  values: readonly Value[],
): void {
  const name = `${message.class}.${message.name}`;
  if (!mayCall(user.role, message, values) || faults.denied.has(name)) {
    throw new Failure(
      'RBAC_PERMISSION_DENIED',
      permissionName(message),
      'No permission in user session',
    );
  }
}

/** Starts a task and answers with its reference; whatever goes wrong from here on is the task's failure. */
function runLater(
  call: Call,
  method: string,
  handler: Handler,
  parameters: readonly Value[],
): Value {
  const { world, session, message } = call;
  const task = world.tasks.create(method);
  // The client may go before the task ends
  const detached: Call = { ...call, task, signal: new AbortController().signal };
  const run = async (): Promise<void> => {
    try {
      permit(world, session, message, parameters);
      const failure = world.failures.take(world.db, message, parameters);
      if (failure !== undefined) {
        await world.wait(world.taskSeconds[0] * 1000, [world.tasks.lifetime]);
        throw failure;
      }
      world.tasks.succeed(task, message.result, await handler(detached, parameters));
    } catch (error) {
      world.tasks.fail(task, toFailure(error));
    }
  };
  setImmediate(() => void run());
  return task.ref;
}

/** Whatever was thrown, as the wire says it. */
export function toFailure(error: unknown): Failure {
  return error instanceof Failure
    ? error
    : new Failure(
        'INTERNAL_ERROR',
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
}

/** Throws MESSAGE_PARAMETER_COUNT_MISMATCH, which counts without the session, or FIELD_TYPE_ERROR. */
function acceptAll(
  message: Message,
  method: string,
  received: readonly Received[],
  most = message.parameters.length,
): Value[] {
  const required = message.parameters.filter(({ optional }) => !optional).length;
  if (received.length < required || received.length > most) {
    throw new Failure(
      'MESSAGE_PARAMETER_COUNT_MISMATCH',
      method,
      String(required),
      String(received.length),
    );
  }
  return received.map((item, index) => {
    const { type, name } = message.parameters[index] ?? { type: { kind: 'any' }, name: '' };
    return accept(type, item, name);
  });
}

async function logIn(
  { sessions, faults }: World,
  message: Message,
  received: readonly Received[],
  client: Client,
): Promise<Value> {
  const method = `${message.class}.${message.name}`;
  const most = Math.min(message.parameters.length, faults.loginParameters);
  const [name = '', password = '', , originator = ''] = acceptAll(message, method, received, most);
  const session = await sessions.login(
    text(name),
    text(password),
    text(originator),
    client.isLocal,
  );
  return session.ref;
}
