import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { OfferContext, Sink } from './provider.ts';

/** A sink for tests: keeps what it was given, and lets a test wait for it. Keyed changes are not applied. */
export class RecordingSink implements Sink {
  /** The names of the methods that were called, in order, without `heard`. */
  readonly log: string[] = [];
  readonly objects = new Map<Ref, Properties>();
  readonly missing = new Map<Ref, Readonly<Record<string, string>>>();
  readonly knownTasks = new Map<Ref, ProviderTask>();
  readonly goneTasks = new Set<Ref>();
  readonly parts = new Map<string, SessionPart>();
  /** Full sets so far. */
  sets = 0;
  /** The session tries to reach the server again. */
  interruptedNow = false;
  /** Why `run` ended, if it did by itself. */
  error: unknown;
  readonly #checks = new Set<() => void>();
  readonly #entered = new Set<Ref>();

  resync(): void {
    this.log.push('resync');
    this.#entered.clear();
  }

  known(ref: Ref): Properties | undefined {
    return this.objects.get(ref);
  }

  /** What a mapper may look up. */
  readonly lookup: OfferContext = {
    get: (ref) => this.objects.get(ref),
    ofType: (type) => [...this.objects.keys()].filter((ref) => refType(ref) === type),
    permissions: null,
  };

  apply(updates: readonly ObjectUpdate[]): Promise<void> {
    this.log.push('apply');
    for (const update of updates) this.#applyOne(update);
    this.#check();
    return Promise.resolve();
  }

  synced(kept: ReadonlySet<string> = new Set()): void {
    this.log.push('synced');
    this.#drop((type) => !kept.has(type));
    this.sets += 1;
    this.#check();
  }

  completed(type: string): void {
    this.log.push(`completed ${type}`);
    this.#drop((other) => other === type);
    this.#check();
  }

  part(part: SessionPart): void {
    this.parts.set(part.id, part);
    this.#check();
  }

  tasks(tasks: readonly ProviderTask[]): void {
    this.log.push('tasks');
    for (const task of tasks) this.knownTasks.set(task.ref, task);
    this.#check();
  }

  tasksGone(tasks: readonly Ref[]): void {
    for (const ref of tasks) this.goneTasks.add(ref);
  }

  heard(): void {
    this.interruptedNow = false;
    this.#check();
  }

  interrupted(): void {
    this.log.push('interrupted');
    this.interruptedNow = true;
    this.#check();
  }

  ended(error: unknown): void {
    this.error = error;
    this.#check();
  }

  /** Resolves when the condition holds; rejects after the time, or when `run` ended with an error. */
  until(what: string, condition: () => boolean, ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.#checks.delete(check);
        settle();
      };
      const timer = setTimeout(
        () => end(() => reject(new Error(`There was not: ${what}. ${this.log.slice(-20).join()}`))),
        ms,
      );
      const check = (): void => {
        if (condition()) end(resolve);
        else if (this.error !== undefined)
          end(() => reject(new Error(`The session ended before ${what}`, { cause: this.error })));
      };
      this.#checks.add(check);
      check();
    });
  }

  #drop(isComplete: (type: string) => boolean): void {
    for (const ref of this.objects.keys())
      if (!this.#entered.has(ref) && isComplete(refType(ref))) this.objects.delete(ref);
  }

  #applyOne(update: ObjectUpdate): void {
    const { ref } = update;
    if (update.kind === 'leave') {
      this.objects.delete(ref);
      return;
    }
    if (update.kind === 'enter') {
      this.#entered.add(ref);
      this.objects.set(ref, update.properties);
      this.missing.set(ref, update.missing ?? {});
      return;
    }
    const old = this.objects.get(ref);
    if (old === undefined) return;
    const next: Record<string, Properties[string]> = { ...old };
    for (const { path, value } of update.changes) {
      if (value === undefined) delete next[path];
      else next[path] = value;
    }
    this.objects.set(ref, next);
  }

  #check(): void {
    for (const check of this.#checks) check();
  }
}
