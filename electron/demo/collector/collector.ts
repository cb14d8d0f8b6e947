import type { Managed } from '../estate/entity.ts';
import type { ChangeOp } from '../estate/estate.ts';
import { VimFault } from '../wire/fault.ts';
import { restore } from './changes.ts';
import type { Pending, PendingObject } from './changes.ts';
import type { Filter } from './filter.ts';
import type { Selection } from './selection.ts';

/** One answer of WaitForUpdatesEx: objects by filter, not yet read. */
export interface UpdateBatch {
  readonly version: string;
  readonly truncated: boolean;
  readonly filters: readonly FilterBatch[];
}

export interface FilterBatch {
  readonly filter: Filter;
  readonly objects: Pending;
  readonly reportMissing: boolean;
}

/** What is left of a retrieval that was answered in part. */
export interface RetrievalPage {
  readonly objects: readonly (readonly [Managed, Selection])[];
  readonly position: number;
  readonly size: number;
}

/** A call that waits for updates. */
interface Waiter {
  readonly wake: () => void;
  readonly cancel: (fault: VimFault) => void;
}

/**
 * A PropertyCollector of one session: filters, versions and the waiting call.
 *
 * Versions: `""` starts over; a complete set is `1`, `2`, …; the pieces of a set that is cut by `maxObjectUpdates` are
 * `1_1`, `1_2`, …. A complete version may be submitted again (its answer may have been lost), a piece only once.
 */
export class Collector implements Managed {
  readonly type = 'PropertyCollector';
  readonly id: string;
  readonly filters = new Map<string, Filter>();
  /** Pages of RetrievePropertiesEx that were not fetched yet, by token. */
  readonly pages = new Map<string, RetrievalPage>();
  #version = 0;
  #piece = 0;
  #sent: FilterBatch[] = [];
  #waiter: Waiter | undefined;

  constructor(id: string) {
    this.id = id;
  }

  changed(object: Managed, path: string, op: ChangeOp): void {
    let updates = false;
    for (const filter of this.filters.values()) {
      updates = filter.changed(object, path, op) || updates;
    }
    if (updates) {
      this.#waiter?.wake();
    }
  }

  destroyed(object: Managed): void {
    let updates = false;
    for (const filter of this.filters.values()) {
      updates = filter.destroyed(object) || updates;
    }
    if (updates) {
      this.#waiter?.wake();
    }
  }

  addFilter(filter: Filter): void {
    this.filters.set(filter.id, filter);
    this.#waiter?.wake();
  }

  removeFilter(filter: Filter): void {
    this.filters.delete(filter.id);
    this.#sent = this.#sent.filter((batch) => batch.filter !== filter);
  }

  /**
   * Takes the version that the client has; what it acknowledges is forgotten, what it missed is sent again.
   *
   * @throws VimFault InvalidCollectorVersion
   */
  submit(version: string): void {
    if (version === '') {
      this.#startOver();
      return;
    }
    if (version === this.#text()) {
      if (this.#piece === 0) {
        this.#sent = [];
      }
      return;
    }
    const complete = this.#piece === 0 ? this.#version - 1 : this.#version;
    if (complete > 0 && version === String(complete)) {
      this.#rewind(complete);
      return;
    }
    throw new VimFault('InvalidCollectorVersion', 'A specified version was not valid.');
  }

  /** The next batch of at most `limit` objects, or undefined when there is nothing to tell. */
  take(limit: number): UpdateBatch | undefined {
    const filters: FilterBatch[] = [];
    let room = limit;
    let truncated = false;
    for (const filter of this.filters.values()) {
      filter.refresh();
      const reportMissing = !filter.missingReported && filter.missing.length > 0;
      if (filter.pending.size === 0 && !reportMissing) {
        continue;
      }
      if (room === 0) {
        truncated = true;
        break;
      }
      const objects = takeSome(filter.pending, room);
      room -= objects.size;
      truncated = filter.pending.size > 0;
      filter.missingReported = true;
      filters.push({ filter, objects, reportMissing });
      if (truncated) {
        break;
      }
    }
    if (filters.length === 0) {
      return undefined;
    }
    this.#remember(filters);
    this.#advance(truncated);
    return { version: this.#text(), truncated, filters };
  }

  /** Waits until something changes: true; or until the time is up: false. Another wait on this collector is cancelled. */
  wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    this.cancelWait();
    return new Promise((resolve, reject) => {
      const finish = (act: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        if (this.#waiter === waiter) {
          this.#waiter = undefined;
        }
        act();
      };
      const waiter: Waiter = {
        wake: () => finish(() => resolve(true)),
        cancel: (fault) => finish(() => reject(fault)),
      };
      const onAbort = (): void => waiter.cancel(requestCanceled());
      const timer = setTimeout(() => finish(() => resolve(false)), milliseconds);
      signal.addEventListener('abort', onAbort);
      this.#waiter = waiter;
      if (signal.aborted) {
        onAbort();
      }
    });
  }

  /** The waiting call, if any, gets RequestCanceled or the given fault. */
  cancelWait(fault: VimFault = requestCanceled()): void {
    this.#waiter?.cancel(fault);
  }

  #startOver(): void {
    this.#version = 0;
    this.#piece = 0;
    this.#sent = [];
    for (const filter of this.filters.values()) {
      filter.reset();
    }
  }

  #rewind(version: number): void {
    for (const { filter, objects, reportMissing } of this.#sent.reverse()) {
      restore(filter.pending, objects);
      filter.missingReported &&= !reportMissing;
    }
    this.#sent = [];
    this.#version = version;
    this.#piece = 0;
  }

  #remember(filters: readonly FilterBatch[]): void {
    // After "" a lost answer is had again by another "": nothing need be kept
    if (this.#version > 0) {
      this.#sent.push(...filters);
    }
  }

  #advance(truncated: boolean): void {
    if (truncated) {
      this.#piece += 1;
    } else {
      this.#version += 1;
      this.#piece = 0;
    }
  }

  #text(): string {
    return this.#piece === 0 ? String(this.#version) : `${this.#version}_${this.#piece}`;
  }
}

function takeSome(pending: Pending, limit: number): Pending {
  if (pending.size <= limit) {
    const all = new Map(pending);
    pending.clear();
    return all;
  }
  const some = new Map<Managed, PendingObject>();
  for (const [object, item] of pending) {
    if (some.size >= limit) {
      break;
    }
    some.set(object, item);
    pending.delete(object);
  }
  return some;
}

function requestCanceled(): VimFault {
  return new VimFault('RequestCanceled', 'The task was canceled by a user.');
}
