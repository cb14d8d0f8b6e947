import type { Text } from '#shared/i18n/text.ts';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { InputValues, OperationId } from '#shared/model/operation.ts';
import { objectKey, type ConnectionId, type ObjectAddress } from '#shared/model/reference.ts';
import {
  runItemStates,
  type Run,
  type RunItem,
  type RunItemState,
  type RunOptions,
} from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { TaskKey } from '#shared/model/task.ts';

export interface RunPlan {
  readonly id: RunId;
  readonly operation: OperationId;
  readonly label: Text;
  readonly inputs: InputValues;
  readonly options: RunOptions;
  /** An object that is named twice is done once. */
  readonly objects: readonly PlannedObject[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** An object of a run; with `own` one of the times that something is done to it. */
export type PlannedObject = ObjectAddress & Pick<RunItem, 'name' | 'own'>;

/** How an object came out. */
export interface Ending {
  readonly state: Exclude<RunItemState, 'waiting' | 'running'>;
  readonly reason?: Text;
  readonly error?: MorefError;
}

/**
 * What becomes of the objects of one bulk run; sends nothing itself. Every attempt at an object begins once and ends once: what
 * comes later, or belongs to an earlier attempt, is without effect.
 */
export class RunState {
  /** What was asked for. */
  readonly plan: RunPlan;
  readonly #items: Map<string, RunItem>;
  readonly #counts: Record<RunItemState, number>;
  readonly connections: ReadonlySet<ConnectionId>;
  #stopping = false;
  #finishedAt: number | undefined;

  constructor(plan: RunPlan) {
    this.plan = plan;
    this.#items = new Map(
      plan.objects.map((object, index) => {
        const { connection, ref, name, own } = object;
        const key = own === undefined ? objectKey(object) : `${objectKey(object)} ${index + 1}`;
        const item = { key, connection, ref, name, ...onlyDefined({ own }) };
        return [key, { ...item, state: 'waiting', attempt: 0 }];
      }),
    );
    this.#counts = noneOfEach();
    this.#counts.waiting = this.#items.size;
    this.connections = new Set(plan.objects.map(({ connection }) => connection));
  }

  get run(): Run {
    const { id, operation, label, inputs, options, startedAt } = this.plan;
    return {
      id,
      operation,
      label,
      inputs,
      options,
      connections: [...this.connections],
      state: this.#stateNow(),
      counts: { ...this.#counts },
      startedAt,
      ...onlyDefined({ finishedAt: this.#finishedAt }),
    };
  }

  get finished(): boolean {
    return this.#counts.waiting === 0 && this.#counts.running === 0;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  item(key: string): RunItem | undefined {
    return this.#items.get(key);
  }

  items(): IterableIterator<RunItem> {
    return this.#items.values();
  }

  /** An object's turn has come: it is about to be sent. Returns the number of the attempt; undefined where it may not be sent. */
  begin(key: string, now: number): number | undefined {
    const item = this.#items.get(key);
    if (item?.state !== 'waiting' || this.#stopping) return undefined;
    const attempt = item.attempt + 1;
    this.#set(bare(item, { state: 'running', attempt, startedAt: now }));
    return attempt;
  }

  /** It is followed as this task. Returns false where the attempt is over. */
  follow(key: string, attempt: number, task: TaskKey): boolean {
    const item = this.#items.get(key);
    if (item?.state !== 'running' || item.attempt !== attempt) return false;
    this.#set({ ...item, task });
    return true;
  }

  /** Ends the attempt; false where it is over already. */
  end(key: string, attempt: number, ending: Ending, now: number): boolean {
    const item = this.#items.get(key);
    if (item?.state !== 'running' || item.attempt !== attempt) return false;
    this.#finish({ ...item, ...ending, finishedAt: now }, now);
    return true;
  }

  /** Ends what was never sent; false where it is not waiting. */
  settle(key: string, ending: Ending, now: number): boolean {
    const item = this.#items.get(key);
    if (item?.state !== 'waiting') return false;
    this.#finish({ ...item, ...ending, finishedAt: now }, now);
    return true;
  }

  /** Nothing more may be sent. Returns what was waiting for its turn and is cancelled now. */
  stop(reason: Text, now: number): readonly RunItem[] {
    if (this.finished) return [];
    this.#stopping = true;
    const waiting = [...this.#items.values()].filter(({ state }) => state === 'waiting');
    for (const item of waiting) this.settle(item.key, { state: 'cancelled', reason }, now);
    return waiting.map(({ key }) => this.#items.get(key)).filter((item) => item !== undefined);
  }

  /** What failed, was cancelled or is unknown waits for its turn again; returns it. */
  retry(): readonly RunItem[] {
    if (this.#stopping && !this.finished) return [];
    const again: RunItem[] = [];
    for (const item of this.#items.values()) {
      if (item.state !== 'failed' && item.state !== 'cancelled' && item.state !== 'unknown')
        continue;
      const { attempt } = item;
      again.push(this.#set(bare(item, { state: 'waiting', attempt })));
    }
    if (again.length === 0) return again;
    this.#stopping = false;
    this.#finishedAt = undefined;
    return again;
  }

  #finish(item: RunItem, now: number): void {
    this.#set(item);
    if (this.finished) this.#finishedAt = now;
  }

  #set(item: RunItem): RunItem {
    const before = this.#items.get(item.key);
    if (before !== undefined) this.#counts[before.state] -= 1;
    this.#counts[item.state] += 1;
    this.#items.set(item.key, item);
    return item;
  }

  #stateNow(): Run['state'] {
    if (this.finished) return 'finished';
    return this.#stopping ? 'stopping' : 'running';
  }
}

/** The item without what an earlier attempt left. */
function bare(
  { key, connection, ref, name, own }: RunItem,
  more: Pick<RunItem, 'state' | 'attempt'> & Partial<RunItem>,
): RunItem {
  return { key, connection, ref, name, ...onlyDefined({ own }), ...more };
}

function noneOfEach(): Record<RunItemState, number> {
  return Object.fromEntries(runItemStates.map((state) => [state, 0])) as Record<
    RunItemState,
    number
  >;
}
