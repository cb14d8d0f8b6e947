import { text as say } from '#shared/i18n/make-text.ts';
import type { ServerInfo } from '#shared/model/connection.ts';
import { MorefException, type CertificateFacts } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type {
  BatchResult,
  ChoicesRequest,
  LeftSession,
  Log,
  Lookup,
  OperationRequest,
  OperationStarted,
  ServiceExplorer,
  Session,
  Sink,
} from '../provider.ts';
import { BegunOperations } from '../operations/begun-operations.ts';
import { notBegun } from '../operations/compensation.ts';
import type { UnreadableLog } from '../../net/unreadable-log.ts';
import { readCounters } from './alarms/counters.ts';
import { AlarmFollower } from './alarms/alarm-follower.ts';
import { AttendedObjects } from './attended-objects.ts';
import { AutomationFollower } from './automation/automation-follower.ts';
import type { AutomationLink } from './automation/automation-link.ts';
import { automationException } from './automation/errors.ts';
import { createExplorer } from './automation/explorer.ts';
import {
  automationChoices,
  isAutomationOperation,
  planAutomation,
  runAutomation,
} from './automation/operations/run.ts';
import { taskType } from './automation/cis-tasks.ts';
import { declaredType } from './declared-type.ts';
import { certificateFacts } from '../../net/certificate-error.ts';
import { toException } from './errors.ts';
import { LeftSessions } from '../left-sessions.ts';
import { KnownRefs } from './known-refs.ts';
import { missingOf, toMoref, toRef } from './object-updates.ts';
import { VsphereHistory } from './history/history-reader.ts';
import { DeviceFollower } from './late/device-follower.ts';
import { operationChoices, planOperation, runOperation } from './operations/run.ts';
import { operationServer } from './operations/server.ts';
import { taskContext } from './tasks/task-context.ts';
import { TaskFollower } from './tasks/task-follower.ts';
import type { Vim25Client } from './vim25/client.ts';
import { objectsSpec } from './vim25/collector/specs.ts';
import { watchConsumer } from './watch-consumer.ts';
import { watchedParts } from './watch-spec.ts';

export interface VsphereSessionOptions {
  readonly client: Vim25Client;
  /** The way to the server's second API; null where it is not used. */
  readonly automation: AutomationLink | null;
  readonly server: ServerInfo;
  /** `host:port`, for messages. */
  readonly address: string;
  readonly log: Log;
  readonly unreadables: UnreadableLog;
}

/** A logged-in vim25 session as the core sees it. */
export class VsphereSession implements Session {
  readonly certificate: CertificateFacts | null;
  /** vSphere grants privileges object by object: only the server can tell. */
  readonly permissions = null;
  readonly #client: Vim25Client;
  readonly #options: VsphereSessionOptions;
  readonly history: VsphereHistory;
  readonly #tasks: TaskFollower;
  readonly #attended: AttendedObjects;
  readonly #alarms: AlarmFollower;
  readonly #devices: DeviceFollower;
  readonly #refs = new KnownRefs();
  readonly #left = new LeftSessions((left) => this.#endOther(left));
  #sink: Sink | undefined;
  readonly #automation: AutomationLink | null;
  readonly #begun = new BegunOperations();
  #explorer: ServiceExplorer | undefined;
  #following: AutomationFollower | undefined;
  readonly #lookup: Lookup = {
    get: (ref) => this.#sink?.known(ref),
    ofType: (type) => this.#refs.ofType(type),
  };

  constructor(options: VsphereSessionOptions) {
    this.#options = options;
    this.#client = options.client;
    this.#automation = options.automation;
    const { certificate } = options.client;
    this.certificate = certificate === null ? null : certificateFacts(certificate);
    const { log } = options;
    const read: Vim25Client['retrieve'] = (specs, more) => this.#client.retrieve(specs, more);
    const rootFolder = toRef(options.client.content.rootFolder);
    this.#attended = new AttendedObjects({ read, log, known: (ref) => this.#sink?.known(ref) });
    const isThere = options.client.content.alarmManager !== undefined;
    this.#alarms = new AlarmFollower({
      rootFolder,
      isThere,
      read,
      counters: (ids, { signal }) => readCounters(this.#client, ids, signal),
      log,
    });
    this.#devices = new DeviceFollower({ read, log });
    const names = taskContext(this.#lookup);
    this.history = new VsphereHistory(options.client, names);
    this.#tasks = new TaskFollower({ read, ...names });
  }

  get server(): ServerInfo {
    const { server } = this.#options;
    return (this.#automation?.client ?? null) === null ? server : { ...server, explorable: true };
  }

  /** There is one where the server speaks the Automation API too. */
  get explorer(): ServiceExplorer | undefined {
    const client = this.#automation?.client ?? null;
    if (client === null) return undefined;
    // Nothing is followed yet: a task that it starts shows up as one of the server's.
    this.#explorer ??= createExplorer(client, { started: () => undefined });
    return this.#explorer;
  }

  async run(sink: Sink, ended: AbortSignal): Promise<void> {
    // What is started here ends with the session, also when that is lost.
    const stop = new AbortController();
    const signal = AbortSignal.any([ended, stop.signal]);
    this.#sink = sink;
    this.#tasks.reportTo(sink);
    this.#alarms.reportTo(sink);
    this.#devices.reportTo(sink);
    this.#attended.reportTo((updates) => void sink.apply(updates));
    const { address, unreadables, log } = this.#options;
    const consumer = watchConsumer({
      sink,
      tasks: this.#tasks,
      alarms: this.#alarms,
      devices: this.#devices,
      attended: this.#attended,
      refs: this.#refs,
      following: () => this.#following,
      mayFollow: this.#automation !== null,
      unreadables,
      log,
      complete: () => {
        // What only the other API knows comes after what the user waits for.
        this.#followAutomation(sink, signal);
        this.#alarms.start(signal);
        this.#devices.start(signal);
      },
      describe: (error) => toException(error, { doing: say('doing.reach', { address }) }),
    });
    try {
      await this.#client.watch({ parts: watchedParts(this.#client.content) }, consumer, signal);
    } catch (error) {
      throw toException(error, { doing: say('doing.follow', { address }) });
    } finally {
      stop.abort();
      this.#tasks.stop();
      this.#attended.stop();
      this.#alarms.stop();
    }
  }

  attend(refs: ReadonlySet<Ref>): void {
    this.#attended.attend(refs);
  }

  async read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry> {
    const obj = toMoref(ref);
    const doing = say('doing.read', { path, ref });
    try {
      const [object] = await this.#client.retrieve([objectsSpec([obj], obj.type, [path])], {
        signal,
      });
      if (object === undefined) {
        const message = say('error.gone', { ref });
        throw new MorefException({ kind: 'missing', message, ref });
      }
      const value = object.propSet?.find(({ name }) => name === path)?.val;
      const missing = missingOf(object.missingSet ?? [])[path];
      const type = declaredType(ref, path);
      return {
        path,
        ...onlyDefined({ value, missing, type }),
      };
    } catch (error) {
      throw toException(error, { doing, ref });
    }
  }

  /** The signal counts until the first call is sent that changes something: what has begun is not given up. */
  async operate(request: OperationRequest, signal: AbortSignal): Promise<OperationStarted> {
    if (isAutomationOperation(request.operation)) {
      const [result] = await this.operateBatch([request], signal);
      if (result?.error !== undefined) throw new MorefException(result.error);
      return { task: null };
    }
    const closed = this.#begun.signal();
    const session = {
      asking: operationServer(this.#client, signal),
      sending: operationServer(this.#client, closed),
      asked: signal,
      closed,
    };
    const started = await this.#begun.follow(runOperation(session, request, this.#lookup));
    if (started.task !== null) this.#tasks.started(started.task);
    if (refType(request.ref) === 'AlarmState') this.#alarms.refresh();
    return started;
  }

  async operateBatch(
    requests: readonly OperationRequest[],
    signal: AbortSignal,
  ): Promise<readonly BatchResult[]> {
    const client = this.#automation?.client ?? null;
    if (client === null) throw noAutomation();
    if (signal.aborted) throw notBegun(say('operation.any'));
    const closed = this.#begun.signal();
    const results = await this.#begun.follow(runAutomation(client, requests, this.#lookup, closed));
    this.#following?.refresh();
    return results;
  }

  async plan(
    request: OperationRequest,
    check: boolean,
    signal: AbortSignal,
  ): Promise<OperationPlan> {
    if (isAutomationOperation(request.operation)) return planAutomation(request, this.#lookup);
    return planOperation(operationServer(this.#client, signal), request, this.#lookup, check);
  }

  async choices(request: ChoicesRequest, signal: AbortSignal): Promise<LookupChoices> {
    if (isAutomationOperation(request.operation)) return automationChoices(request, this.#lookup);
    return operationChoices(operationServer(this.#client, signal), request, this.#lookup);
  }

  async cancelTask(ref: Ref, signal: AbortSignal): Promise<void> {
    try {
      if (refType(ref) === taskType) await this.#cancelCisTask(refId(ref), signal);
      else await this.#client.call(toMoref(ref), 'CancelTask', {}, { signal });
    } catch (error) {
      if (refType(ref) === taskType)
        throw automationException(error, { doing: say('doing.cancelTask'), ref });
      throw toException(error, { doing: say('doing.cancelTask'), name: say('name.task'), ref });
    }
  }

  get left(): readonly LeftSession[] {
    const own = [
      leftOf('vim25', this.#client.session.left),
      leftOf('vapi', this.#automation?.left),
    ];
    return [...this.#left.list, ...own.flatMap((left) => left ?? [])];
  }

  endLeft(left: readonly LeftSession[]): void {
    this.#left.take(left);
    this.#automation?.whenThere(() => void this.#left.settle());
  }

  async close(): Promise<void> {
    this.#tasks.stop();
    await this.#begun.end();
    await this.#left.settle();
    await Promise.all([this.#client.close(), this.#automation?.close()]);
  }

  /** Each of the two APIs ends its own. */
  async #endOther(left: LeftSession): Promise<boolean> {
    const [api, handle] = splitLeft(left);
    if (api === 'vim25') return this.#client.session.endOther(handle);
    return (await this.#automation?.client?.session.endOther(handle)) ?? false;
  }

  async #cancelCisTask(task: string, signal: AbortSignal): Promise<void> {
    const client = this.#automation?.client ?? null;
    if (client === null) throw noAutomation();
    await client.call('com.vmware.cis.tasks', 'cancel', { task }, { signal });
    this.#following?.refresh();
  }

  /** Brings in what only the Automation API knows, from when it is there. */
  #followAutomation(sink: Sink, signal: AbortSignal): void {
    const { log } = this.#options;
    this.#automation?.start((part) => sink.part(part));
    this.#automation?.whenThere((client) => {
      if (signal.aborted || this.#following !== undefined) return;
      const following = new AutomationFollower({ client, sink, log, ownTasksOnly: true });
      this.#following = following;
      this.#explorer = createExplorer(client, { started: (task) => void following.started(task) });
      sink.heard();
      void following.run(signal);
    });
  }
}

function leftOf(api: 'vim25' | 'vapi', handle: string | undefined): LeftSession | undefined {
  return handle === undefined ? undefined : `${api} ${handle}`;
}

function splitLeft(left: LeftSession): readonly [api: string, handle: string] {
  const space = left.indexOf(' ');
  return [left.slice(0, space), left.slice(space + 1)];
}

function noAutomation(): MorefException {
  const message = say('error.noAutomation');
  return new MorefException({ kind: 'unreachable', message });
}
