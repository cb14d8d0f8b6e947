import { toMorefError } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RunItem } from '#shared/model/run.ts';
import type { Session } from '../providers/provider.ts';
import type { Load } from './load.ts';
import { maxBatch, type BatchItem } from './run-batch.ts';
import { endingOfAbsence } from './run-endings.ts';
import type { Judgement, RunPort } from './run-port.ts';
import { RunQueue, type QueuedItem } from './run-queue.ts';
import type { Ending, RunState } from './run-state.ts';

export interface RunTurnsOptions {
  readonly port: RunPort;
  readonly state: RunState;
  readonly load: Load;
  /** The object is not sent: this is how it came out. */
  readonly settle: (item: RunItem, ending: Ending) => void;
}

/** An object that can be sent now; `together` with others of its server. */
export interface Ready extends BatchItem {
  readonly session: Session;
  readonly host: Ref | undefined;
  readonly together: boolean;
}

/** How long objects are looked at without a pause, milliseconds. */
export const sliceMs = 8;

/** Whose turn it is: the objects of a run that wait, as far as their servers and hosts have room for them. */
export class RunTurns {
  readonly #options: RunTurnsOptions;
  readonly #queue = new RunQueue();

  constructor(options: RunTurnsOptions) {
    this.#options = options;
  }

  add(queued: QueuedItem): void {
    this.#queue.add(queued);
  }

  /** Nobody else has a turn: of all servers, or of one. */
  clear(connection?: RunItem['connection']): void {
    if (connection === undefined) this.#queue.clear();
    else this.#queue.drop(connection);
  }

  /** The next object whose server and host have room. */
  take(): QueuedItem | undefined {
    const { port, load, state } = this.#options;
    const { perServer, perHost } = state.plan.options;
    return this.#queue.take({
      onServer: (connection) =>
        load.onServer(connection) < perServer && port.reach(connection) === 'ready',
      onHost: (connection, host) => load.onHost(connection, host) < perHost,
    });
  }

  /** An object's turn: how it is to be sent; undefined where it is not, or not yet. */
  turn(queued: QueuedItem): Ready | undefined {
    const { port, load, state, settle } = this.#options;
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
      settle(item, endingOfAbsence(item, port.serverName(item.connection)));
      return undefined;
    }
    const { offer, inputs } = judged;
    const together = offer.batch === true && session.operateBatch !== undefined;
    return { item, inputs, label: offer.label, session, host, together };
  }

  /** What can be sent together with the first, and the first. */
  async gather(first: Ready): Promise<readonly Ready[]> {
    const { port } = this.#options;
    const { connection } = first.item;
    const gathered = [first];
    let until = port.elapsed() + sliceMs;
    while (gathered.length < maxBatch) {
      const next = this.#queue.takeOf(connection, () => true);
      if (next === undefined) break;
      const ready = this.turn(next);
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

  /** Undefined where there is nothing to send: the object has ended then. */
  #judge(item: RunItem): Extract<Judgement, { outcome: 'run' }> | undefined {
    const { port, state, settle } = this.#options;
    const { operation, inputs } = state.plan;
    try {
      const judged = port.judge(item, operation, { ...inputs, ...item.own?.inputs });
      if (judged.outcome === 'run') return judged;
      settle(item, { state: judged.outcome, reason: judged.reason });
    } catch (thrown) {
      port.log.error('An object of a run cannot be judged', { error: thrown });
      settle(item, { state: 'failed', error: toMorefError(thrown) });
    }
    return undefined;
  }
}
