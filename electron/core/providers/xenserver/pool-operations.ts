import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { ChoicesRequest, Log, OperationRequest, OperationStarted } from '../provider.ts';
import { findDefinition } from '../operations/catalog.ts';
import { choicesOf } from '../operations/choices.ts';
import { Compensation, notBegun } from '../operations/compensation.ts';
import { toException, type ErrorContext } from './errors.ts';
import { catalog } from './operations/catalog.ts';
import type { OperationDefinition, Subject } from './operations/definition.ts';
import { notPermittedCall } from './operations/offers.ts';
import { planOperation } from './operations/plan/plan.ts';
import { isReading, Recorder } from './operations/plan/recorder.ts';
import { workOn, type OperationServer } from './operations/run.ts';
import type { PoolObjects } from './pool-objects.ts';
import { Sequence } from './sequence.ts';
import type { TaskFollower } from './task-follower.ts';
import type { XapiClient } from './xapi/client.ts';
import { XapiFailure } from './xapi/errors.ts';
import { isRecord } from './xapi/values.ts';
import { orAborted, pause } from './xapi/session/pause.ts';

const idle = { ms: 500, tries: 120 } as const;

/** How long the session's end waits for what has begun: to come to its end by itself, and then to be taken back, milliseconds. */
const grace = { ending: 5000, takingBack: 5000 } as const;

export interface PoolOperationsOptions {
  readonly client: XapiClient;
  readonly objects: PoolObjects;
  readonly tasks: TaskFollower;
  readonly permissions: ReadonlySet<string> | null;
  readonly user: string;
  readonly log: Log;
}

/** An operation that is about to run. */
interface Running {
  readonly definition: OperationDefinition;
  readonly subject: Subject;
  readonly inputs: InputValues;
  /** The subject's opaque reference. */
  readonly self: string;
}

/** Runs, plans and cancels the operations of one session. */
export class PoolOperations {
  readonly #options: PoolOperationsOptions;
  readonly #sequences = new Map<
    Ref,
    { readonly sequence: Sequence; readonly ended: Promise<void> }
  >();
  readonly #closed = new AbortController();

  constructor(options: PoolOperationsOptions) {
    this.#options = options;
  }

  /** The signal counts until the first call is sent that changes something: what has begun is not given up. */
  async operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    const { ref, name, inputs } = request;
    const { objects, tasks } = this.#options;
    const { definition, subject } = this.#find(request);
    try {
      const self = await objects.find(ref, signal);
      // What cannot be is refused before anything is done.
      const rehearsal = this.#recorder();
      await definition.run(workOn(rehearsal, subject, inputs, self));
      if (signal.aborted)
        throw notBegun(say('doing.operation', { operation: definition.label, name }));
      refuseDenied(rehearsal, this.#options.permissions, request);
      const { changes } = rehearsal;
      const single = changes.length === 1 && changes[0]?.waits !== true;
      if (!single && changes.length > 0)
        return { task: this.#startSequence({ definition, subject, inputs, self }, changes.length) };
      const task = await definition.run(workOn(this.#server(), subject, inputs, self));
      if (task === null) return { task: null };
      return { task: await tasks.started(task, { target: ref, targetName: name }) };
    } catch (error) {
      throw toException(error, this.#about(definition, request));
    }
  }

  async plan(
    request: OperationRequest,
    check: boolean,
    signal: AbortSignal,
  ): Promise<OperationPlan> {
    const { ref, inputs } = request;
    const { objects, permissions } = this.#options;
    const { definition, subject } = this.#find(request);
    try {
      const self = await objects.find(ref, signal);
      const planning = { definition, subject, inputs, permissions, self };
      const plan = await planOperation(planning, this.#recorder());
      if (!check || plan.outcome !== 'run' || definition.check === undefined) return plan;
      const work = workOn(this.#server(signal), subject, inputs, self);
      return { ...plan, findings: await definition.check(work) };
    } catch (error) {
      throw toException(error, this.#about(definition, request));
    }
  }

  async choices(request: ChoicesRequest): Promise<LookupChoices> {
    const { inputs, under } = request;
    const { definition, subject } = this.#find(request);
    const asking = { ...subject, inputs, ...onlyDefined({ under }) };
    return choicesOf(definition, request, asking);
  }

  async cancelTask(ref: Ref, signal: AbortSignal): Promise<void> {
    const { client, objects } = this.#options;
    try {
      const running = this.#sequences.get(ref);
      if (running !== undefined) return await running.sequence.cancel();
      await client.call('task', 'cancel', [await objects.find(ref, signal)], { signal });
    } catch (error) {
      throw toException(error, { doing: say('doing.cancelTask'), name: say('name.task'), ref });
    }
  }

  /** Lets what has begun come to its end, or takes it back, for a few seconds. Never throws. */
  async finish(): Promise<void> {
    const ended = Promise.all([...this.#sequences.values()].map(({ ended }) => ended));
    const within = (ms: number): Promise<unknown> =>
      orAborted(ended, AbortSignal.timeout(ms)).catch(() => undefined);
    if (this.#sequences.size > 0) await within(grace.ending);
    if (this.#sequences.size === 0) return;
    for (const { sequence } of this.#sequences.values()) void sequence.cancel();
    await within(grace.takingBack);
  }

  /** Nothing more is sent. */
  close(): void {
    this.#closed.abort();
  }

  /** What operations call, one call and no more. */
  #server(given?: AbortSignal): OperationServer {
    const { client, objects } = this.#options;
    // Of its own: by it is known whether anything of the operation was sent.
    const signal = AbortSignal.any([this.#closed.signal, ...(given === undefined ? [] : [given])]);
    const outside = (): never => {
      throw new Error('A step outside of a sequence.');
    };
    return {
      call: (owner, message, values) => client.call(owner, message, values, { signal }),
      start: (owner, message, values) => client.callAsync(owner, message, values, { signal }),
      step: outside,
      compensation: new Compensation(),
      opaque: (ref) => objects.opaque(ref),
      refOf: (owner, opaque) => objects.refOf(owner, opaque),
    };
  }

  /** What operations call, as steps of a sequence. */
  #stepsOf(sequence: Sequence, compensation: Compensation): OperationServer {
    const once = this.#server();
    return {
      ...once,
      compensation,
      call: (owner, message, values) =>
        isReading(message)
          ? once.call(owner, message, values)
          : sequence.call(() => once.call(owner, message, values)),
      step: (owner, message, values) => sequence.step(owner, message, values),
      start: async (owner, message, values) => {
        await sequence.step(owner, message, values);
        return '';
      },
      made: (opaque) => sequence.make(opaque),
    };
  }

  #recorder(): Recorder {
    const { client, objects } = this.#options;
    return new Recorder({
      model: client.model,
      encoding: client.session.encoding === 'xml' ? 'xml' : 'json',
      opaque: (ref) => objects.opaque(ref),
      refOf: (owner, opaque) => objects.refOf(owner, opaque),
    });
  }

  /** Runs an operation of several calls in the background; returns the task that stands for them. */
  #startSequence({ definition, subject, inputs, self }: Running, steps: number): Ref {
    const { client, tasks, user } = this.#options;
    const { ref, name } = subject;
    const { signal } = this.#closed;
    const compensation = new Compensation();
    const sequence = new Sequence({
      server: {
        start: (owner, message, values) => client.callAsync(owner, message, values, { signal }),
        wait: (task, changed) => tasks.step(task, changed),
        cancel: (task) => this.#cancel(task),
        idle: (owner, opaque) => this.#idle(owner, opaque),
        result: (owner, message, { result }) =>
          client.taskResult(owner, message, typeof result === 'string' ? result : ''),
      },
      name: definition.label,
      target: ref,
      targetName: name,
      initiator: user,
      steps,
      now: Date.now,
      report: (task) => tasks.report(task),
      describe: (error) => toException(error, this.#about(definition, subject)).data,
      made: (opaque) => this.#made(opaque),
      compensation,
      signal,
    });
    const work = workOn(this.#stepsOf(sequence, compensation), subject, inputs, self);
    const ended = sequence
      .run(() => definition.run(work))
      .finally(() => this.#sequences.delete(sequence.ref));
    this.#sequences.set(sequence.ref, { sequence, ended });
    return sequence.ref;
  }

  /** A machine that was made. Its task may have been read before the events bring it. Never throws. */
  async #made(opaque: string): Promise<Pick<ProviderTask, 'result' | 'made'>> {
    const { client, objects } = this.#options;
    const known = objects.namedRefOf(opaque);
    if (known !== undefined) return onlyDefined({ result: objects.nameOf(opaque), made: known });
    try {
      const { uuid, name_label: result } = await client.getRecord('VM', opaque);
      if (typeof uuid !== 'string' || typeof result !== 'string') return {};
      return { result, made: makeRef('VM', uuid) };
    } catch {
      return {};
    }
  }

  /** Waits until nothing is at work on an object, or a minute. Never throws. */
  async #idle(owner: string, opaque: string): Promise<void> {
    const { client } = this.#options;
    if (client.model.message(owner, 'get_current_operations') === undefined) return;
    const { signal } = this.#closed;
    for (let tries = 0; tries < idle.tries && !signal.aborted; tries += 1) {
      await pause(idle.ms, signal).catch(() => undefined);
      try {
        const working = await client.call(owner, 'get_current_operations', [opaque], { signal });
        if (!isRecord(working) || Object.keys(working).length === 0) return;
      } catch (error) {
        // Gone, or another answer that will not change; while the server cannot be reached it is asked again.
        if (error instanceof XapiFailure) return;
      }
    }
  }

  /** A task that cannot be cancelled runs to its end. */
  async #cancel(opaque: string): Promise<void> {
    const { client, log } = this.#options;
    try {
      await client.call('task', 'cancel', [opaque]);
    } catch (error) {
      log.debug('A step could not be cancelled', { error });
    }
  }

  /** @throws MorefException `missing` */
  #find({ ref, name, operation }: OperationRequest): Pick<Running, 'definition' | 'subject'> {
    const lookup = this.#options.objects.lookup();
    const subject = { ref, name, object: lookup.get(ref) ?? {}, lookup };
    return { definition: findDefinition(catalog, operation, subject), subject };
  }

  #about(
    { label }: OperationDefinition,
    { ref, name }: Pick<OperationRequest, 'ref' | 'name'>,
  ): ErrorContext {
    const nameOf = (opaque: string): string | undefined => this.#options.objects.nameOf(opaque);
    return { doing: say('doing.operation', { operation: label, name }), name, ref, nameOf };
  }
}

/** @throws MorefException `denied` for a call that the account may not make: nothing has been sent */
function refuseDenied(
  { calls }: Recorder,
  permissions: ReadonlySet<string> | null,
  { ref, name }: OperationRequest,
): void {
  const why = notPermittedCall(calls, permissions);
  if (why === undefined) return;
  const message = say('error.about', { name, why });
  throw new MorefException({ kind: 'denied', message, ref });
}
