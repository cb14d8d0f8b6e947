import { Failure } from '../api/failure.ts';
import { className } from '../api/model.ts';
import { parseType } from '../api/type.ts';
import { Typed } from '../api/value.ts';
import type { Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import type { Row } from '../db/row.ts';
import type { Deletion } from '../db/table.ts';

/** Classes that no event reports. */
const silent = new Set(['session', 'user', 'role', 'auth', 'event', 'data_source', 'secret']);

/** What `event.from` was asked to report. */
export class Subscription {
  #all = false;
  readonly #classes = new Set<string>();
  readonly #objects = new Set<string>();

  /** Throws EVENT_SUBSCRIPTION_PARSE_FAILURE. A class that nobody knows is no failure; it has no events. */
  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      const [name = '', ref, ...rest] = text.split('/');
      if (name === '' || rest.length > 0) {
        throw new Failure('EVENT_SUBSCRIPTION_PARSE_FAILURE', text);
      }
      if (text === '*') {
        this.#all = true;
      } else if (ref === undefined) {
        this.#classes.add(className(name) ?? '');
      } else {
        this.#objects.add(`${className(name) ?? ''}/${ref}`);
      }
    }
  }

  /** Nothing but tasks is waited for: such waits are answered without the pause that lets changes gather. */
  get isTaskOnly(): boolean {
    return (
      !this.#all &&
      [...this.#classes].every((name) => name === 'task') &&
      [...this.#objects].every((object) => object.startsWith('task/'))
    );
  }

  wants(owner: string, ref: string): boolean {
    return (
      !silent.has(owner) &&
      (this.#all || this.#classes.has(owner) || this.#objects.has(`${owner}/${ref}`))
    );
  }

  /** Whether any object of the class could be wanted. */
  wantsClass(owner: string): boolean {
    return (
      !silent.has(owner) &&
      (this.#all ||
        this.#classes.has(owner) ||
        [...this.#objects].some((object) => object.startsWith(`${owner}/`)))
    );
  }
}

interface Token {
  readonly database: number;
  readonly messages: number;
}

const tokenPattern = /^(\d+),(\d+)$/;

function readToken(text: string): Token | undefined {
  if (text === '') {
    return undefined;
  }
  const match = tokenPattern.exec(text);
  if (match === null) {
    throw new Failure('EVENT_FROM_TOKEN_PARSE_FAILURE', text);
  }
  return { database: Number(match[1]), messages: Number(match[2]) };
}

function writeToken(generation: number): string {
  const digits = String(generation).padStart(20, '0');
  return `${digits},${digits}`;
}

/** Waits in xapi let changes gather for so long, in milliseconds. */
const gathering = 50;

interface Batch {
  readonly events: readonly Value[];
  readonly reached: number;
}

/** `event.from` and `event.inject`: what changed since a token, found without a look at what did not. */
export class Events {
  readonly #db: Database;
  readonly #wait: (milliseconds: number, signals: readonly AbortSignal[]) => Promise<void>;

  constructor(
    db: Database,
    wait: (milliseconds: number, signals: readonly AbortSignal[]) => Promise<void>,
  ) {
    this.#db = db;
    this.#wait = wait;
  }

  /** A token just before the object's last change, which this call makes. */
  inject(row: Row): string {
    const before = this.#db.generation;
    this.#db.touch(row);
    return writeToken(before);
  }

  /**
   * Everything since the token; waits while there is nothing, until the timeout in seconds. Rejects when a signal aborts.
   * `gather` false answers at once.
   */
  async from(
    subscription: Subscription,
    token: string,
    seconds: number,
    signals: readonly AbortSignal[],
  ): Promise<Value> {
    const since = readToken(token);
    const deadline = performance.now() + seconds * 1000;
    const pause = subscription.isTaskOnly ? 0 : gathering;
    if (since === undefined) {
      return this.#answer({ events: this.#everything(subscription), reached: this.#db.generation });
    }
    let looked = since.database;
    for (;;) {
      const batch = this.changes(subscription, since.database, looked);
      const left = deadline - performance.now();
      if (batch.events.length > 0 || left <= 0) {
        return this.#answer(batch);
      }
      looked = batch.reached;
      await this.#change(looked, left, signals);
      if (pause > 0) {
        await this.#wait(Math.min(pause, Math.max(0, deadline - performance.now())), signals);
      }
    }
  }

  /** The events since a generation; nothing before `looked` can be among them. */
  changes(subscription: Subscription, since: number, looked = since): Batch {
    const messages: Value[] = [];
    const adds: Value[] = [];
    const mods: Value[] = [];
    for (const row of this.#db.log.since(looked)) {
      if (subscription.wants(row.class, row.ref)) {
        const isNew = row.created > since;
        const list = row.class === 'message' ? messages : isNew ? adds : mods;
        list.push(toEvent(row, isNew ? 'add' : 'mod'));
      }
    }
    const dels = this.#deletions(subscription, since);
    return { events: [...messages, ...adds, ...mods, ...dels], reached: this.#db.generation };
  }

  #deletions(subscription: Subscription, since: number): Value[] {
    const gone: { readonly owner: string; readonly deletion: Deletion }[] = [];
    for (const [owner, { deletions }] of this.#db.tables) {
      if ((deletions.at(-1)?.deleted ?? 0) <= since || !subscription.wantsClass(owner)) {
        continue;
      }
      for (let at = deletions.length - 1; at >= 0; at -= 1) {
        const deletion = deletions[at];
        if (deletion === undefined || deletion.deleted <= since) {
          break;
        }
        // What came and went since the token was never there for this client
        if (deletion.created <= since && subscription.wants(owner, deletion.ref)) {
          gone.push({ owner, deletion });
        }
      }
    }
    gone.sort((a, b) => a.deletion.deleted - b.deletion.deleted);
    return gone.map(({ owner, deletion }) => ({
      id: String(deletion.deleted),
      timestamp: '0.0',
      class: owner.toLowerCase(),
      operation: 'del',
      ref: deletion.ref,
    }));
  }

  #everything(subscription: Subscription): Value[] {
    const messages: Value[] = [];
    const events: Value[] = [];
    for (const [owner, { rows }] of this.#db.tables) {
      if (subscription.wantsClass(owner)) {
        const list = owner === 'message' ? messages : events;
        for (const row of rows.values()) {
          if (subscription.wants(owner, row.ref)) {
            list.push(toEvent(row, 'add'));
          }
        }
      }
    }
    return [...messages, ...events];
  }

  #answer({ events, reached }: Batch): Value {
    return { events, valid_ref_counts: this.#counts(), token: writeToken(reached) };
  }

  /** Of every table; messages are files and have none. */
  #counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [owner, { rows }] of this.#db.tables) {
      if (owner !== 'message') {
        counts[owner.toLowerCase()] = owner === 'role' ? 0 : rows.size;
      }
    }
    return counts;
  }

  /** Until something changes after the generation, or the time is up. */
  async #change(after: number, most: number, signals: readonly AbortSignal[]): Promise<void> {
    if (this.#db.generation > after) {
      return;
    }
    const changed = new AbortController();
    const stop = this.#db.onChange(() => changed.abort());
    try {
      await this.#wait(most, [...signals, changed.signal]);
    } catch (error) {
      if (!changed.signal.aborted || signals.some(({ aborted }) => aborted)) {
        throw error;
      }
    } finally {
      stop();
    }
  }
}

function toEvent(row: Row, operation: 'add' | 'mod'): Value {
  return {
    id: String(row.modified),
    timestamp: '0.0',
    class: row.class.toLowerCase(),
    operation,
    ref: row.ref,
    snapshot: new Typed(parseType(`@${row.class}`), row.values),
  };
}
