import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException, type CertificateFacts } from '#shared/model/error.ts';
import type { InputValues, LookupChoices } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import { certificateFacts } from '../../net/certificate-error.ts';
import type {
  ChoicesRequest,
  Log,
  Lookup,
  OperationRequest,
  OperationStarted,
  OtherServers,
  Session,
  Sink,
} from '../provider.ts';
import { busy, tellBusy } from './busy.ts';
import { followedClasses, inLoadOrder } from './classes.ts';
import { toException, type ErrorContext } from './errors.ts';
import { InventoryFollower } from './inventory/inventory-follower.ts';
import { toPropertyValue } from './inventory/to-properties.ts';
import { nameOf, text } from './map/read.ts';
import { knownMembers, otherServers } from './members.ts';
import { declaredType } from './on-demand.ts';
import { choicesOf } from './operations/choices/choices.ts';
import type { OperationDefinition, Subject } from './operations/definition.ts';
import { planOperation } from './operations/plan/plan.ts';
import { Recorder } from './operations/plan/recorder.ts';
import { definitionOf, given, workOn, type OperationServer } from './operations/run.ts';
import { Sequence } from './sequence.ts';
import { TaskFollower } from './task-follower.ts';
import type { XapiClient } from './xapi/client.ts';
import type { EventConsumer, XapiEvent } from './xapi/events/event-consumer.ts';
import type { EventLoopOptions } from './xapi/events/event-loop.ts';

export interface XenServerSessionOptions {
  readonly client: XapiClient;
  readonly server: ServerInfo;
  readonly permissions: ReadonlySet<string> | null;
  readonly user: string;
  /** As the user wrote it, for messages. */
  readonly address: string;
  readonly log: Log;
  /** How patiently events are waited for; for tests. */
  readonly following?: EventLoopOptions;
}

/** A logged-in session with a pool as the core sees it. */
export class XenServerSession implements Session {
  readonly server: ServerInfo;
  readonly certificate: CertificateFacts | null;
  readonly permissions: ReadonlySet<string> | null;
  readonly #client: XapiClient;
  readonly #options: XenServerSessionOptions;
  readonly #inventory: InventoryFollower;
  readonly #tasks: TaskFollower;
  readonly #sequences = new Map<Ref, Sequence>();
  readonly #closed = new AbortController();
  #sink: Sink | undefined;

  constructor(options: XenServerSessionOptions) {
    const { client, log, user } = options;
    this.#options = options;
    this.#client = client;
    this.server = options.server;
    this.permissions = options.permissions;
    const { certificate } = client.session;
    this.certificate = certificate === null ? null : certificateFacts(certificate);
    this.#inventory = new InventoryFollower(client.model);
    this.#tasks = new TaskFollower({
      user,
      nameOf: (opaque) => this.#nameOf(opaque),
      read: (opaque) => client.getRecord('task', opaque),
      destroy: async (opaque) => {
        try {
          await client.call('task', 'destroy', [opaque]);
        } catch (error) {
          log.debug('A finished task could not be taken off the server', { error });
        }
      },
    });
  }

  get others(): OtherServers | undefined {
    const { instanceUuid } = this.server;
    if (instanceUuid === undefined) return undefined;
    return { instanceUuid, servers: otherServers(this.#client.members) };
  }

  async run(sink: Sink, signal: AbortSignal): Promise<void> {
    this.#sink = sink;
    this.#inventory.reportTo(sink);
    this.#tasks.reportTo((tasks) => sink.tasks(tasks));
    try {
      const classes = inLoadOrder(followedClasses(this.#client.model));
      await this.#client.watch(classes, this.#consumer(sink), signal, this.#options.following);
    } catch (error) {
      throw toException(error, { doing: `Following the inventory of ${this.#options.address}` });
    } finally {
      this.#tasks.stop();
    }
  }

  async read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry> {
    try {
      const owner = refType(ref);
      const self = await this.#find(ref, signal);
      const { model } = this.#client;
      const spec = model.message(owner, `get_${path}`);
      if (spec === undefined) {
        const message = `${owner} has no property “${path}”.`;
        throw new MorefException({ kind: 'missing', message, ref });
      }
      const value = await this.#client.call(owner, spec.name, [self], { signal });
      const type = declaredType(ref, path);
      const shown = toPropertyValue(value, spec.result, this.#inventory.table);
      return { path, value: shown, ...(type === undefined ? {} : { type }) };
    } catch (error) {
      throw toException(error, {
        doing: `Reading ${path} of ${ref}`,
        ref,
        nameOf: (opaque) => this.#nameOf(opaque),
      });
    }
  }

  async operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    const { ref, name, inputs } = request;
    const definition = definitionOf(request.operation, ref);
    try {
      const self = await this.#find(ref, signal);
      const subject = this.#subject(request);
      if (definition.sequence?.(given(subject, inputs)) === true)
        return { task: await this.#startSequence(definition, subject, inputs, self) };
      const task = await definition.run(workOn(this.#server(signal), subject, inputs, self));
      if (task === null) return { task: null };
      return { task: await this.#tasks.started(task, { target: ref, targetName: name }) };
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
    const definition = definitionOf(request.operation, ref);
    try {
      const self = await this.#find(ref, signal);
      const subject = this.#subject(request);
      const { permissions } = this;
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
    try {
      const sequence = this.#sequences.get(ref);
      if (sequence !== undefined) return await sequence.cancel();
      await this.#client.call('task', 'cancel', [await this.#find(ref, signal)], { signal });
    } catch (error) {
      throw toException(error, { doing: 'Cancelling the task', name: 'the task', ref });
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#tasks.stop();
    await this.#client.close();
  }

  #consumer(sink: Sink): EventConsumer {
    const { address } = this.#options;
    return {
      resync: () => {
        this.#inventory.resync();
        this.#tasks.resync();
        sink.resync();
      },
      records: async (owner, entries) => {
        if (owner === 'task') {
          for (const [opaque, { uuid }] of entries) this.#inventory.table.add(owner, opaque, uuid);
          this.#tasks.records(entries);
          return;
        }
        const working = entries.flatMap(([opaque, record]) => busy(owner, opaque, record));
        await this.#inventory.records(owner, entries);
        tellBusy(working, this.#inventory.table, this.#tasks);
      },
      events: (batch) => this.#events(batch),
      synced: async () => {
        await this.#inventory.finishLoading();
        this.#tasks.synced();
        const members = knownMembers(this.#lookup(), this.#client.session.member);
        this.#client.rememberMembers(members, this.server.instanceUuid);
        sink.synced();
      },
      heard: () => sink.heard(),
      interrupted: (error, retryMs) =>
        sink.interrupted(toException(error, { doing: `Reaching ${address}` }), retryMs),
    };
  }

  async #events(batch: readonly XapiEvent[]): Promise<void> {
    const tasks = batch.filter((event) => event.class === 'task');
    for (const event of tasks)
      if (event.op !== 'del') this.#inventory.table.add('task', event.ref, event.snapshot['uuid']);
    const working = batch.flatMap((event) =>
      event.op === 'del' ? [] : busy(event.class, event.ref, event.snapshot),
    );
    // Objects first: when a task is said to have ended, what it did can be seen.
    await this.#inventory.events(batch.filter((event) => event.class !== 'task'));
    tellBusy(working, this.#inventory.table, this.#tasks);
    this.#tasks.events(tasks);
    for (const { op, ref } of tasks) if (op === 'del') this.#inventory.table.remove('task', ref);
  }

  /** What operations call; `step` is for sequences. */
  #server(signal: AbortSignal, sequence?: Sequence): OperationServer {
    const { table } = this.#inventory;
    const outside = (): never => {
      throw new Error('A step outside of a sequence.');
    };
    return {
      call: (owner, message, values) => this.#client.call(owner, message, values, { signal }),
      start: (owner, message, values) => this.#client.callAsync(owner, message, values, { signal }),
      step: (owner, message, values) => sequence?.step(owner, message, values) ?? outside(),
      undo: (owner, message, values) => sequence?.undo(owner, message, values) ?? outside(),
      opaque: (ref) => this.#opaque(ref),
      refOf: (owner, opaque) => table.ref(owner, opaque),
    };
  }

  #recorder(): Recorder {
    const { table } = this.#inventory;
    return new Recorder({
      model: this.#client.model,
      encoding: this.#client.session.encoding === 'xml' ? 'xml' : 'json',
      opaque: (ref) => this.#opaque(ref),
      refOf: (owner, opaque) => table.ref(owner, opaque),
    });
  }

  /** Runs an operation of several tasks in the background; returns the task that stands for them. */
  async #startSequence(
    definition: OperationDefinition,
    subject: Subject,
    inputs: InputValues,
    self: string,
  ): Promise<Ref | null> {
    const { ref, name } = subject;
    // What cannot be is refused before anything is done.
    const rehearsal = this.#recorder();
    await definition.run(workOn(rehearsal, subject, inputs, self));
    if (rehearsal.requests().length === 0) return null;
    const { signal } = this.#closed;
    const sequence = new Sequence({
      server: {
        start: (owner, message, values) =>
          this.#client.callAsync(owner, message, values, { signal }),
        wait: (task, changed) => this.#tasks.step(task, changed),
        cancel: (task) => this.#cancel(task),
        result: (owner, message, { result }) =>
          this.#client.taskResult(owner, message, typeof result === 'string' ? result : ''),
      },
      name: definition.label,
      target: ref,
      targetName: name,
      initiator: this.#options.user,
      steps: rehearsal.calls.filter(({ async }) => async).length,
      now: Date.now,
      tell: (task) => this.#tasks.tell(task),
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
    try {
      await this.#client.call('task', 'cancel', [opaque]);
    } catch (error) {
      this.#options.log.debug('A step could not be cancelled', { error });
    }
  }

  #subject({ ref, name }: Pick<OperationRequest, 'ref' | 'name'>): Subject {
    const lookup = this.#lookup();
    return { ref, name, object: lookup.get(ref) ?? {}, lookup };
  }

  #about(
    { label }: OperationDefinition,
    { ref, name }: Pick<OperationRequest, 'ref' | 'name'>,
  ): ErrorContext {
    return { doing: `${label} ${name}`, name, ref, nameOf: (opaque) => this.#nameOf(opaque) };
  }

  /** @throws MorefException `missing` */
  #opaque(ref: Ref): string {
    const opaque = this.#inventory.table.opaque(ref);
    if (opaque === undefined) throw gone(ref);
    return opaque;
  }

  /** The opaque reference of an object; the server is asked where no full set has been loaded yet. */
  async #find(ref: Ref, signal: AbortSignal): Promise<string> {
    const known = this.#inventory.table.opaque(ref);
    if (known !== undefined) return known;
    if (this.#client.model.message(refType(ref), 'get_by_uuid') === undefined) throw gone(ref);
    return this.#client.getByUuid(refType(ref), refId(ref), { signal });
  }

  #lookup(): Lookup {
    const { table } = this.#inventory;
    return {
      get: (ref) => this.#sink?.known(ref),
      ofType: (type) => table.ofClass(type),
    };
  }

  #nameOf(opaque: string): string | undefined {
    const { table } = this.#inventory;
    for (const owner of ['VM', 'host', 'SR', 'VDI', 'network', 'pool']) {
      const ref = table.ref(owner, opaque);
      const properties = ref === undefined ? undefined : this.#sink?.known(ref);
      if (ref !== undefined)
        return text(properties, 'name_label') === undefined ? undefined : nameOf(ref, properties);
    }
    return undefined;
  }
}

function gone(ref: Ref): MorefException {
  const message = `${ref} is not on the server any more.`;
  return new MorefException({ kind: 'missing', message, ref });
}
