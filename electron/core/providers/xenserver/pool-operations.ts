import type { InputValues, LookupChoices } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ChoicesRequest, Log, OperationRequest, OperationStarted } from '../provider.ts';
import { toException, type ErrorContext } from './errors.ts';
import { choicesOf } from './operations/choices/choices.ts';
import type { OperationDefinition, Subject } from './operations/definition.ts';
import { planOperation } from './operations/plan/plan.ts';
import { Recorder } from './operations/plan/recorder.ts';
import { definitionOf, given, workOn, type OperationServer } from './operations/run.ts';
import type { PoolObjects } from './pool-objects.ts';
import { Sequence } from './sequence.ts';
import type { TaskFollower } from './task-follower.ts';
import type { XapiClient } from './xapi/client.ts';

export interface PoolOperationsOptions {
  readonly client: XapiClient;
  readonly objects: PoolObjects;
  readonly tasks: TaskFollower;
  readonly permissions: ReadonlySet<string> | null;
  readonly user: string;
  readonly log: Log;
}

/** Runs, plans and cancels the operations of one session. */
export class PoolOperations {
  readonly #options: PoolOperationsOptions;
  readonly #sequences = new Map<Ref, Sequence>();
  readonly #closed = new AbortController();

  constructor(options: PoolOperationsOptions) {
    this.#options = options;
  }

  async operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    const { ref, name, inputs } = request;
    const { objects, tasks } = this.#options;
    const definition = definitionOf(request.operation, ref);
    try {
      const self = await objects.find(ref, signal);
      const subject = this.#subject(request);
      if (definition.sequence?.(given(subject, inputs)) === true)
        return { task: await this.#startSequence(definition, subject, inputs, self) };
      const task = await definition.run(workOn(this.#server(signal), subject, inputs, self));
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
    const definition = definitionOf(request.operation, ref);
    try {
      const self = await objects.find(ref, signal);
      const subject = this.#subject(request);
      const planning = { definition, subject, inputs, permissions, self };
      const plan = await planOperation(planning, this.#recorder());
      if (!check || plan.outcome !== 'run' || definition.check === undefined) return plan;
      const work = workOn(this.#server(signal), subject, inputs, self);
      return { ...plan, findings: await definition.check(work) };
    } catch (error) {
      throw toException(error, this.#about(definition, request));
    }
  }

  choices(request: ChoicesRequest): Promise<LookupChoices> {
    const { ref, operation, input, inputs, under } = request;
    const subject = this.#subject(request);
    const asking = { ...subject, inputs, ...(under === undefined ? {} : { under }) };
    return new Promise((resolve) => {
      resolve(choicesOf(definitionOf(operation, ref), input, asking));
    });
  }

  async cancelTask(ref: Ref, signal: AbortSignal): Promise<void> {
    const { client, objects } = this.#options;
    try {
      const sequence = this.#sequences.get(ref);
      if (sequence !== undefined) return await sequence.cancel();
      await client.call('task', 'cancel', [await objects.find(ref, signal)], { signal });
    } catch (error) {
      throw toException(error, { doing: 'Cancelling the task', name: 'the task', ref });
    }
  }

  /** No further step of a sequence is begun. */
  close(): void {
    this.#closed.abort();
  }

  /** What operations call; `step` is for sequences. */
  #server(signal: AbortSignal, sequence?: Sequence): OperationServer {
    const { client, objects } = this.#options;
    const outside = (): never => {
      throw new Error('A step outside of a sequence.');
    };
    return {
      call: (owner, message, values) => client.call(owner, message, values, { signal }),
      start: (owner, message, values) => client.callAsync(owner, message, values, { signal }),
      step: (owner, message, values) => sequence?.step(owner, message, values) ?? outside(),
      undo: (owner, message, values) => sequence?.undo(owner, message, values) ?? outside(),
      opaque: (ref) => objects.opaque(ref),
      refOf: (owner, opaque) => objects.refOf(owner, opaque),
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

  /** Runs an operation of several tasks in the background; returns the task that stands for them. */
  async #startSequence(
    definition: OperationDefinition,
    subject: Subject,
    inputs: InputValues,
    self: string,
  ): Promise<Ref | null> {
    const { client, tasks, user } = this.#options;
    const { ref, name } = subject;
    // What cannot be is refused before anything is done.
    const rehearsal = this.#recorder();
    await definition.run(workOn(rehearsal, subject, inputs, self));
    if (rehearsal.requests().length === 0) return null;
    const { signal } = this.#closed;
    const sequence = new Sequence({
      server: {
        start: (owner, message, values) => client.callAsync(owner, message, values, { signal }),
        wait: (task, changed) => tasks.step(task, changed),
        cancel: (task) => this.#cancel(task),
        result: (owner, message, { result }) =>
          client.taskResult(owner, message, typeof result === 'string' ? result : ''),
      },
      name: definition.label,
      target: ref,
      targetName: name,
      initiator: user,
      steps: rehearsal.calls.filter(({ async }) => async).length,
      now: Date.now,
      tell: (task) => tasks.tell(task),
      describe: (error) => toException(error, this.#about(definition, subject)).data,
    });
    this.#sequences.set(sequence.ref, sequence);
    const work = workOn(this.#server(signal, sequence), subject, inputs, self);
    void sequence
      .run(() => definition.run(work))
      .finally(() => this.#sequences.delete(sequence.ref));
    return sequence.ref;
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

  #subject({ ref, name }: Pick<OperationRequest, 'ref' | 'name'>): Subject {
    const lookup = this.#options.objects.lookup();
    return { ref, name, object: lookup.get(ref) ?? {}, lookup };
  }

  #about(
    { label }: OperationDefinition,
    { ref, name }: Pick<OperationRequest, 'ref' | 'name'>,
  ): ErrorContext {
    const nameOf = (opaque: string): string | undefined => this.#options.objects.nameOf(opaque);
    return { doing: `${label} ${name}`, name, ref, nameOf };
  }
}
