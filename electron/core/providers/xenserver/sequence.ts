import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { randomUUID } from 'node:crypto';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import { type Compensation, withLeft } from '../operations/compensation.ts';
import { XapiFailure } from './xapi/errors.ts';
import { pause } from './xapi/session/pause.ts';
import { stateOf } from './task.ts';
import type { XapiRecord, XapiValue } from './xapi/values.ts';

/** How a sequence works on the server. */
export interface SequenceServer {
  /** Starts a message in the Async namespace; returns its task. */
  start(owner: string, message: string, values: readonly unknown[]): Promise<string>;
  /** Waits for the end of a task. @throws MorefException where it cannot be known any more */
  wait(task: string, changed: (record: XapiRecord) => void): Promise<XapiRecord>;
  cancel(task: string): Promise<void>;
  /** Waits until nothing is at work on an object: whether a step was begun whose answer was lost shows in what it did. */
  idle(owner: string, opaque: string): Promise<void>;
  result(owner: string, message: string, record: XapiRecord): XapiValue;
}

export interface SequenceOptions {
  readonly server: SequenceServer;
  readonly name: Text;
  readonly target: Ref;
  readonly targetName: string;
  readonly initiator: string;
  /** How many steps it will take, for the progress. */
  readonly steps: number;
  /** Now, in milliseconds since 1970. */
  readonly now: () => number;
  readonly report: (task: ProviderTask) => void;
  /** Whatever went wrong as an error of the task. */
  describe(error: unknown): MorefError;
  /** What was made, as the task tells it, by its opaque reference. Never rejects. */
  made(opaque: string): Promise<Pick<ProviderTask, 'result' | 'made'>>;
  /** What was done so far, which is taken back where the sequence does not come to its end. */
  readonly compensation: Compensation;
  /** Ended where nothing can be waited for any more. */
  readonly signal: AbortSignal;
}

/** Several calls of the server as one task of the tracker, which the server does not know. */
export class Sequence {
  readonly ref: Ref = makeRef('task', randomUUID());
  readonly #options: SequenceOptions;
  readonly #started: number;
  #done = 0;
  #cancelled = false;
  #undoing = false;
  /** The server's task that is under way. */
  #current: string | undefined;
  #made: string | undefined;

  constructor(options: SequenceOptions) {
    this.#options = options;
    this.#started = options.now();
  }

  /** Runs to the end, which it tells. Where it fails, or is cancelled, what was done is taken back. Never rejects. */
  async run(work: () => Promise<unknown>): Promise<void> {
    this.#report({ state: 'running', progress: 0, cancelable: true });
    try {
      await work();
      const made = this.#made === undefined ? {} : await this.#options.made(this.#made);
      this.#end({ state: 'success', ...made });
    } catch (error) {
      this.#undoing = true;
      const { compensation, signal } = this.#options;
      const describe = (thrown: unknown): MorefError => this.#options.describe(thrown);
      const left = await compensation.takeBack({ signal, describe, pause });
      const reported = withLeft(describe(error), left);
      this.#end(
        reported.kind === 'cancelled'
          ? { state: 'cancelled' }
          : { state: 'error', error: reported },
      );
    }
  }

  /** The object that it is there to make. */
  make(opaque: string): void {
    this.#made = opaque;
  }

  /** A step that the server does at once, without a task. @throws MorefException `cancelled` */
  async call(act: () => Promise<XapiValue>): Promise<XapiValue> {
    if (this.#cancelled && !this.#undoing) throw cancelled();
    try {
      return await act();
    } finally {
      this.#stepEnded();
    }
  }

  /** A step to the end of its task; returns its result. @throws XapiFailure, MorefException */
  async step(owner: string, message: string, values: readonly unknown[]): Promise<XapiValue> {
    const { server } = this.#options;
    if (this.#cancelled && !this.#undoing) throw cancelled();
    const task = await this.#start(owner, message, values);
    this.#current = task;
    try {
      if (this.#cancelled && !this.#undoing) await server.cancel(task);
      const record = await server.wait(task, ({ progress }) => {
        this.#progress(typeof progress === 'number' ? progress : 0);
      });
      const state = stateOf(record);
      if (state !== 'success') throw failureOf(record, state === 'cancelled');
      return server.result(owner, message, record);
    } finally {
      this.#current = undefined;
      this.#stepEnded();
    }
  }

  /** The step under way is cancelled where it can be; no other begins. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    const task = this.#current;
    if (task !== undefined && !this.#undoing) await this.#options.server.cancel(task);
  }

  async #start(owner: string, message: string, values: readonly unknown[]): Promise<string> {
    const { server } = this.#options;
    try {
      return await server.start(owner, message, values);
    } catch (error) {
      const [self] = values;
      // The server may be at it: what is to be taken back is known only when it is through.
      if (!(error instanceof XapiFailure) && typeof self === 'string')
        await server.idle(owner, self);
      throw error;
    }
  }

  #stepEnded(): void {
    this.#done += 1;
    this.#progress(0);
  }

  #progress(ofStep: number): void {
    if (this.#undoing) return;
    const whole = Math.max(this.#options.steps, this.#done + 1);
    const progress = Math.min(99, Math.round(((this.#done + ofStep) / whole) * 100));
    this.#report({ state: 'running', progress, cancelable: !this.#cancelled });
  }

  #end(end: Pick<ProviderTask, 'state' | 'error' | 'result' | 'made'>): void {
    const finishedAt = Math.max(this.#options.now(), this.#started);
    this.#report({ ...end, cancelable: false, finishedAt });
  }

  #report(
    state: Pick<
      ProviderTask,
      'state' | 'progress' | 'cancelable' | 'finishedAt' | 'error' | 'result' | 'made'
    >,
  ): void {
    const { name, target, targetName, initiator, report } = this.#options;
    report({
      ref: this.ref,
      name,
      target,
      targetName,
      initiator,
      queuedAt: this.#started,
      startedAt: this.#started,
      driven: true,
      ...state,
    });
  }
}

function failureOf(record: XapiRecord, wasCancelled: boolean): XapiFailure {
  const info = record['error_info'];
  const description = Array.isArray(info) ? info.map(String) : [];
  if (wasCancelled) return new XapiFailure(['TASK_CANCELLED', ...description.slice(1)]);
  return new XapiFailure(description.length === 0 ? ['INTERNAL_ERROR', ''] : description);
}

function cancelled(): MorefException {
  return new MorefException({ kind: 'cancelled', message: say('error.cancelled') });
}
