import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException, type ErrorKind } from '#shared/model/error.ts';
import type { EnterUpdate } from '#shared/model/object-update.ts';
import { makeRef, refId, type Ref } from '#shared/model/reference.ts';
import { parseServerAddress } from '#shared/model/server-address.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { isNoAnswer } from '../../../net/errors.ts';
import { HttpClient } from '../../../net/http-client.ts';
import { transportError } from '../../../net/transport-error.ts';
import type { ConnectOptions, OperationRequest, Session, Sink } from '../../provider.ts';
import type { PlainChanges, PlainMachine, PlainTask } from './server.ts';

/** The only object above the machines. */
export const site: Ref = makeRef('Site', 'site');

const retryMs = 100;

/** What the server answered instead of a result. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const kinds: Readonly<Record<string, ErrorKind>> = {
  NO_SUCH_LOGIN: 'auth',
  NO_SUCH_MACHINE: 'missing',
  ALREADY_SO: 'conflict',
};

/** Whatever was thrown, in the words of the contract. */
function describe(thrown: unknown, doing: Text, ref?: Ref): MorefException {
  if (thrown instanceof MorefException) return thrown;
  const about = ref === undefined ? {} : { ref };
  if (thrown instanceof Refused) {
    const { code } = thrown;
    const message = say('error.failed', { doing, why: say('answer.fault', { type: code }) });
    const kind = kinds[code] ?? 'fault';
    return new MorefException({ kind, message, ...about, native: { type: code } });
  }
  const error = transportError(thrown, doing);
  if (error === undefined) throw thrown;
  return new MorefException({ ...error, ...about }, { cause: thrown });
}

export async function connectPlain(options: ConnectOptions): Promise<Session> {
  const { origin } = parseServerAddress(options.address);
  const session = new PlainSession(new HttpClient({ origin }), options);
  const doing = say('doing.logIn', { address: options.address, user: options.user });
  try {
    await session.logIn(options.signal);
  } catch (thrown) {
    await session.close();
    throw describe(thrown, doing);
  }
  return session;
}

class PlainSession implements Session {
  readonly server = { product: 'Plain server', version: '1.0' };
  readonly certificate = null;
  readonly permissions = null;
  readonly #http: HttpClient;
  readonly #options: ConnectOptions;
  #session = '';

  constructor(http: HttpClient, options: ConnectOptions) {
    this.#http = http;
    this.#options = options;
  }

  async logIn(signal: AbortSignal): Promise<void> {
    const { user, password } = this.#options;
    const { session } = await this.#ask<{ session: string }>('/login', { user, password }, signal);
    this.#session = session;
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    let known = { epoch: 0, version: 0 };
    while (!signal.aborted)
      try {
        known = await this.#follow(known, sink, signal);
      } catch (thrown) {
        if (signal.aborted) return;
        if (thrown instanceof Refused && thrown.code === 'NO_SESSION') {
          // Whoever logs in anew has missed what happened meanwhile.
          known = { epoch: 0, version: 0 };
          await this.logIn(signal);
        } else if (isNoAnswer(thrown)) {
          sink.interrupted(thrown, retryMs);
          await pause(retryMs, undefined, { signal }).catch(() => undefined);
        } else throw thrown;
      }
  }

  async read(ref: Ref, path: string, signal: AbortSignal) {
    const doing = say('doing.read', { path, ref });
    const { notes } = await this.#on<{ notes: { text: string } }>('/notes', ref, {}, doing, signal);
    return { path, value: { $type: 'Notes', ...notes }, type: 'Notes' };
  }

  async operate({ ref, name, operation, inputs }: OperationRequest, signal: AbortSignal) {
    const doing = say('doing.operation', { operation, name });
    const [path, given] =
      operation === 'rename'
        ? (['/rename', { name: String(inputs['name']) }] as const)
        : (['/switch', { start: operation === 'power.on' }] as const);
    const { task } = await this.#on<{ task?: string }>(path, ref, given, doing, signal);
    return { task: task === undefined ? null : makeRef('Task', task) };
  }

  plan() {
    return Promise.resolve({
      outcome: 'run' as const,
      steps: [],
      findings: [],
      requests: [],
      commands: [],
    });
  }

  choices() {
    return Promise.resolve({ options: [] });
  }

  cancelTask(): Promise<void> {
    return Promise.reject(
      new MorefException({ kind: 'invalid', message: say('tasks.cancel.refused') }),
    );
  }

  async close(): Promise<void> {
    const signal = AbortSignal.timeout(1000);
    if (this.#session !== '') await this.#ask('/logout', {}, signal).catch(() => undefined);
    await this.#http.close().catch(() => undefined);
  }

  async #follow(
    { epoch, version }: { readonly epoch: number; readonly version: number },
    sink: Sink,
    signal: AbortSignal,
  ): Promise<{ readonly epoch: number; readonly version: number }> {
    const path = `/changes?epoch=${epoch}&version=${version}`;
    const changes = await this.#ask<PlainChanges>(path, {}, signal);
    sink.heard();
    if (changes.whole) sink.resync();
    await sink.apply([
      { kind: 'enter', ref: site, properties: { name: 'Site' } },
      ...changes.machines.map(entering),
    ]);
    if (changes.whole) sink.synced();
    const nameOf = new Map([...changes.machines].map(({ id, name }) => [id, name]));
    sink.tasks(
      changes.tasks.map((task) => reported(task, nameOf.get(task.machine), this.#options.user)),
    );
    return changes;
  }

  /** A call on one object. */
  async #on<T>(
    path: string,
    ref: Ref,
    given: object,
    doing: Text,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      return await this.#ask<T>(path, { ...given, machine: refId(ref) }, signal);
    } catch (thrown) {
      throw describe(thrown, doing, ref);
    }
  }

  async #ask<T>(path: string, given: object, signal: AbortSignal): Promise<T> {
    const response = await this.#http.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', 'x-session': this.#session },
      body: JSON.stringify(given),
      signal,
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as T & { code?: string };
    if (response.status !== 200) throw new Refused(answer.code ?? String(response.status));
    return answer;
  }
}

function entering({ id, name, running }: PlainMachine): EnterUpdate {
  return { kind: 'enter', ref: makeRef('Machine', id), properties: { name, running } };
}

function reported(task: PlainTask, machine: string | undefined, initiator: string): ProviderTask {
  const { id, start, begun, ended } = task;
  return {
    ref: makeRef('Task', id),
    name: say(start ? 'task.name.powerOn' : 'task.name.powerOff'),
    target: makeRef('Machine', task.machine),
    ...(machine !== undefined && { targetName: machine }),
    initiator,
    cancelable: false,
    state: ended === null ? 'running' : 'success',
    queuedAt: begun,
    startedAt: begun,
    ...(ended !== null && { finishedAt: ended }),
  };
}
