import { toMorefError } from '#shared/model/error.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { RunItem } from '#shared/model/run.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { Absences } from './absences.ts';
import { FollowedTasks, type Attempt } from './followed-tasks.ts';
import type { Session } from '../providers/provider.ts';
import type { Load } from './load.ts';
import { maxBatch, sendBatch, type BatchItem } from './run-batch.ts';
import { endingOfAbsence, endingOfCall, endingOfLoss } from './run-endings.ts';
import type { Judgement, RunPort } from './run-port.ts';
import { RunQueue, type QueuedItem } from './run-queue.ts';
import type { Ending, RunState } from './run-state.ts';
import { sendOperation } from './send-operation.ts';

export interface RunDriverOptions {
  readonly port: RunPort;
  readonly state: RunState;
  readonly load: Load;
  /** Objects of the run, and with them the run, changed. */
  readonly changed: (items: readonly RunItem[]) => void;
  /** Something ended: there may be room for others, also of other runs. */
  readonly freed: () => void;
  /** See AbsencesOptions. */
  readonly awayMs?: number;
}

/** An object that can be sent now; `together` with others of its server. */
interface Ready extends BatchItem {
  readonly session: Session;
  readonly host: Ref | undefined;
  readonly together: boolean;
}

/** How long objects are looked at without a pause, milliseconds. */
const sliceMs = 8;

/** Sends the operations of one bulk run: as many at once as may be, and each at most once an attempt. */
export class RunDriver {
  readonly #options: RunDriverOptions;
  readonly #queue = new RunQueue();
  readonly #attempts = new Map<string, Attempt>();
  readonly #tasks: FollowedTasks;
  readonly #absences: Absences;
  #pumping = false;
  #again = false;
  #closed = false;

  constructor(options: RunDriverOptions) {
    this.#options = options;
    this.#tasks = new FollowedTasks({
      port: options.port,
      ended: (attempt, endingOf) => this.#end(attempt, endingOf),
    });
    this.#absences = new Absences({
      ...options,
      back: () => void this.pump(),
      gone: (connection) => this.#giveUp(connection),
    });
  }

  begin(): void {
    this.#enqueue([...this.#options.state.items()]);
  }

  retry(): void {
    const again = this.#options.state.retry();
    if (again.length === 0) return;
    this.#tasks.goOn();
    this.#options.changed(again);
    this.#enqueue(again);
  }

  /** @param cancelTasks what is under way is cancelled too, where the server allows it */
  stop(reason: string, cancelTasks: boolean): void {
    const { state, port, changed } = this.#options;
    this.#queue.clear();
    changed(state.stop(reason, port.clock.now()));
    if (cancelTasks && !state.finished) this.#tasks.cancelAll();
    this.#tidy();
  }

  /** Nothing more is sent, and nobody is told of anything. */
  close(): void {
    this.#closed = true;
    this.#queue.clear();
    this.#tidy(true);
  }

  /** The state of a connection changed, or its objects were put into the queue. */
  reachChanged(connection: ConnectionId): void {
    const { state } = this.#options;
    if (this.#closed || state.finished || !state.connections.has(connection)) return;
    this.#absences.look(connection);
  }

  taskChanged(task: Task): void {
    this.#tasks.changed(task);
  }

  taskRemoved(key: TaskKey): void {
    this.#tasks.removed(key);
  }

  /** Sends as long as there is room. */
  async pump(): Promise<void> {
    this.#again = true;
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#drain();
      }
    } catch (error) {
      this.#options.port.log.error('A run cannot go on', { error });
    } finally {
      this.#pumping = false;
    }
  }

  async #drain(): Promise<void> {
    const { port } = this.#options;
    let until = port.elapsed() + sliceMs;
    for (;;) {
      const next = this.#closed ? undefined : this.#queue.take(this.#room());
      if (next === undefined) return;
      const ready = this.#turn(next);
      if (ready?.together === true) await this.#batch(ready);
      else if (ready !== undefined) this.#send(ready);
      if (port.elapsed() < until) continue;
      await port.breathe();
      until = port.elapsed() + sliceMs;
    }
  }

  #room(): Parameters<RunQueue['take']>[0] {
    const { port, load, state } = this.#options;
    const { perServer, perHost } = state.plan.options;
    return {
      onServer: (connection) =>
        load.onServer(connection) < perServer && port.reach(connection) === 'ready',
      onHost: (connection, host) => load.onHost(connection, host) < perHost,
    };
  }

  /** An object's turn: how it is to be sent; undefined where it is not, or not yet. */
  #turn(queued: QueuedItem): Ready | undefined {
    const { port, load, state } = this.#options;
    const item = state.item(queued.key);
    if (item?.state !== 'waiting') return undefined;
    const host = port.hostOf(item);
    if (host !== queued.host && host !== undefined) {
      // It has moved while it waited.
      const { perHost } = state.plan.options;
      if (load.onHost(item.connection, host) >= perHost) {
        this.#queue.add({ ...queued, host });
        return undefined;
      }
    }
    const judged = this.#judge(item);
    if (judged === undefined) return undefined;
    const session = port.session(item.connection);
    if (session === undefined) {
      this.#settle(item, this.#absenceOf(item));
      return undefined;
    }
    const { offer, inputs } = judged;
    const together = offer.batch === true && session.operateBatch !== undefined;
    return { item, inputs, label: offer.label, session, host, together };
  }

  /** Undefined where there is nothing to send: the object has ended then. */
  #judge(item: RunItem): Extract<Judgement, { outcome: 'run' }> | undefined {
    const { port, state } = this.#options;
    const { operation, inputs } = state.plan;
    try {
      const judged = port.judge(item, operation, inputs);
      if (judged.outcome === 'run') return judged;
      this.#settle(item, { state: judged.outcome, reason: judged.reason });
    } catch (thrown) {
      port.log.error('An object of a run cannot be judged', { error: thrown });
      this.#settle(item, { state: 'failed', error: toMorefError(thrown) });
    }
    return undefined;
  }

  #send({ item, inputs, label, session, host }: Ready): void {
    const { port, load, state, changed } = this.#options;
    const { key, connection, ref, name } = item;
    const number = state.begin(key, port.clock.now());
    if (number === undefined) return;
    const attempt = { key, number, release: load.begin(connection, host) };
    this.#attempts.set(key, attempt);
    const { id, operation } = state.plan;
    const sending = sendOperation({
      tasks: port.tasks,
      session,
      connection,
      request: { ref, name, operation, inputs },
      label,
      run: id,
      // Nothing takes back what was sent.
      signal: new AbortController().signal,
      sent: (task) => void state.follow(key, number, task),
    });
    changed(this.#itemsOf([key]));
    void this.#follow(attempt, sending);
  }

  async #follow(attempt: Attempt, sending: ReturnType<typeof sendOperation>): Promise<void> {
    const { state, changed } = this.#options;
    try {
      const { key: task, task: ref } = await sending;
      if (ref === null) {
        this.#end(attempt, () => ({ state: 'done' }));
        return;
      }
      if (!state.follow(attempt.key, attempt.number, task)) return;
      changed(this.#itemsOf([attempt.key]));
      this.#tasks.follow(task, attempt);
    } catch (thrown) {
      this.#end(attempt, (item) => endingOfCall(thrown, item));
    }
  }

  /** Gathers what can be sent together with the first, and sends it. */
  async #batch(first: Ready): Promise<void> {
    const { port, load, state, changed } = this.#options;
    const { connection } = first.item;
    const gathered = await this.#gather(first);
    const session = port.reach(connection) === 'ready' ? port.session(connection) : undefined;
    if (session === undefined) {
      for (const { item, host } of gathered) this.#queue.add({ key: item.key, connection, host });
      return;
    }
    const release = load.begin(connection, undefined);
    const now = port.clock.now();
    const batch = gathered.flatMap((one) => {
      const number = state.begin(one.item.key, now);
      if (number === undefined) return [];
      const attempt = { key: one.item.key, number, release };
      this.#attempts.set(attempt.key, attempt);
      return [{ ...one, attempt }];
    });
    if (batch.length === 0) {
      release();
      return;
    }
    const { id, operation } = state.plan;
    const { key: task, endings } = sendBatch({
      port,
      session,
      connection,
      operation,
      run: id,
      batch,
    });
    for (const { attempt } of batch) state.follow(attempt.key, attempt.number, task);
    changed(this.#itemsOf(batch.map(({ item }) => item.key)));
    void endings.then((list) => {
      batch.forEach(({ attempt }, index) => {
        const ending = list[index];
        if (ending !== undefined) this.#end(attempt, () => ending);
      });
      release();
    });
  }

  async #gather(first: Ready): Promise<readonly Ready[]> {
    const { port } = this.#options;
    const { connection } = first.item;
    const gathered = [first];
    let until = port.elapsed() + sliceMs;
    while (gathered.length < maxBatch) {
      const next = this.#queue.takeOf(connection, () => true);
      if (next === undefined) break;
      const ready = this.#turn(next);
      if (ready?.together === false) {
        // It takes a place of its own.
        this.#queue.add({ ...next, host: ready.host });
        break;
      }
      if (ready !== undefined) gathered.push(ready);
      if (port.elapsed() < until) continue;
      await port.breathe();
      until = port.elapsed() + sliceMs;
    }
    return gathered;
  }

  #enqueue(items: readonly RunItem[]): void {
    const { port } = this.#options;
    for (const item of items) {
      const { key, connection } = item;
      this.#queue.add({ key, connection, host: port.hostOf(item) });
    }
    for (const connection of new Set(items.map((item) => item.connection)))
      this.reachChanged(connection);
  }

  /** The connection does not come back. */
  #giveUp(connection: ConnectionId): void {
    const { state } = this.#options;
    this.#queue.drop(connection);
    for (const item of state.items()) {
      if (item.connection !== connection) continue;
      const attempt = this.#attempts.get(item.key);
      if (item.state === 'waiting') this.#settle(item, this.#absenceOf(item));
      else if (attempt !== undefined) this.#end(attempt, (now) => this.#lossOf(now));
    }
  }

  #lossOf(item: RunItem): Ending {
    return endingOfLoss(item, this.#options.port.serverName(item.connection));
  }

  #absenceOf(item: RunItem): Ending {
    return endingOfAbsence(item, this.#options.port.serverName(item.connection));
  }

  #settle({ key }: RunItem, ending: Ending): void {
    const { state, port, changed } = this.#options;
    if (!state.settle(key, ending, port.clock.now())) return;
    changed(this.#itemsOf([key]));
    this.#stopAfter(ending);
    this.#tidy();
  }

  #end(attempt: Attempt, endingOf: (item: RunItem) => Ending): void {
    const { state, port, changed, freed } = this.#options;
    attempt.release();
    if (this.#attempts.get(attempt.key) === attempt) this.#attempts.delete(attempt.key);
    const item = state.item(attempt.key);
    if (item === undefined || this.#closed) return;
    const ending = endingOf(item);
    if (state.end(attempt.key, attempt.number, ending, port.clock.now())) {
      changed(this.#itemsOf([attempt.key]));
      this.#stopAfter(ending);
      this.#tidy();
    }
    freed();
  }

  #stopAfter({ state: ended }: Ending): void {
    const { state } = this.#options;
    if (!state.plan.options.stopOnError || state.stopping) return;
    if (ended === 'failed' || ended === 'unknown')
      this.stop('It was not sent: the run stops at the first failure.', false);
  }

  /** What a finished run has no use for any more. */
  #tidy(always = false): void {
    if (!always && !this.#options.state.finished) return;
    this.#absences.clear();
    this.#tasks.clear();
  }

  #itemsOf(keys: readonly string[]): readonly RunItem[] {
    return keys.flatMap((key) => this.#options.state.item(key) ?? []);
  }
}
