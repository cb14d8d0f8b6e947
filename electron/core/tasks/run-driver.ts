import type { Text } from '#shared/i18n/text.ts';
import { text } from '#shared/i18n/make-text.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RunItem } from '#shared/model/run.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { Absences } from './absences.ts';
import { FollowedTasks, type Attempt } from './followed-tasks.ts';
import type { Load } from './load.ts';
import { sendBatch } from './run-batch.ts';
import { endingOfAbsence, endingOfCall, endingOfLoss } from './run-endings.ts';
import type { RunPort } from './run-port.ts';
import type { Ending, RunState } from './run-state.ts';
import { RunTurns, sliceMs, type Ready } from './run-turns.ts';
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

/** Sends the operations of one bulk run: as many at once as may be, and each at most once an attempt. */
export class RunDriver {
  readonly #options: RunDriverOptions;
  readonly #turns: RunTurns;
  readonly #attempts = new Map<string, Attempt>();
  readonly #tasks: FollowedTasks;
  readonly #absences: Absences;
  #pumping = false;
  #again = false;
  #closed = false;

  constructor(options: RunDriverOptions) {
    this.#options = options;
    this.#turns = new RunTurns({
      ...options,
      settle: (item, ending) => this.#settle(item, ending),
    });
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
  stop(reason: Text, cancelTasks: boolean): void {
    const { state, port, changed } = this.#options;
    this.#turns.clear();
    changed(state.stop(reason, port.clock.now()));
    if (cancelTasks && !state.finished) this.#tasks.cancelAll();
    this.#tidy();
  }

  /** Nothing more is sent, and nobody is notified of anything. */
  close(): void {
    this.#closed = true;
    this.#turns.clear();
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
      const next = this.#closed ? undefined : this.#turns.take();
      if (next === undefined) return;
      const ready = this.#turns.turn(next);
      if (ready?.together === true) await this.#batch(ready);
      else if (ready !== undefined) this.#send(ready);
      if (port.elapsed() < until) continue;
      await port.breathe();
      until = port.elapsed() + sliceMs;
    }
  }

  #send({ item, inputs, label, session, host }: Ready): void {
    const { port, load, state, changed } = this.#options;
    const { key, connection, ref, own } = item;
    const name = own?.object ?? item.name;
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
    const gathered = await this.#turns.gather(first);
    const session = port.reach(connection) === 'ready' ? port.session(connection) : undefined;
    if (session === undefined) {
      for (const { item, host } of gathered) this.#turns.add({ key: item.key, connection, host });
      return;
    }
    const release = load.begin(connection, undefined);
    const batch = this.#beginAll(gathered, release);
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

  /** Attempts at those that may still be begun. */
  #beginAll(
    gathered: readonly Ready[],
    release: () => void,
  ): readonly (Ready & { readonly attempt: Attempt })[] {
    const { port, state } = this.#options;
    const now = port.clock.now();
    return gathered.flatMap((one) => {
      const number = state.begin(one.item.key, now);
      if (number === undefined) return [];
      const attempt = { key: one.item.key, number, release };
      this.#attempts.set(attempt.key, attempt);
      return [{ ...one, attempt }];
    });
  }

  #enqueue(items: readonly RunItem[]): void {
    const { port } = this.#options;
    for (const item of items) {
      const { key, connection } = item;
      this.#turns.add({ key, connection, host: port.hostOf(item) });
    }
    for (const connection of new Set(items.map((item) => item.connection)))
      this.reachChanged(connection);
  }

  /** The connection does not come back. */
  #giveUp(connection: ConnectionId): void {
    const { state } = this.#options;
    this.#turns.clear(connection);
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
    if (ended === 'failed' || ended === 'unknown') this.stop(text('run.stoppedAtFailure'), false);
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
