import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { isFinished, type ProviderTask } from '#shared/model/task.ts';
import type { TaskSink } from '../provider.ts';
import { isSubtask, madeBy, stateOf, taskRef, toProviderTask, type TaskContext } from './task.ts';
import type { Entry, XapiEvent } from './xapi/events/event-consumer.ts';
import { XapiFailure } from './xapi/errors.ts';
import type { XapiRecord } from './xapi/values.ts';

export interface TaskFollowerOptions {
  /** The account of this session; other people's tasks do not say whose they are. */
  readonly user: string;
  /** Takes a finished task of ours off the server. Never throws. */
  destroy(opaque: string): Promise<void>;
  /** The name of the object behind an opaque reference. */
  nameOf(opaque: string): string | undefined;
  /** That object. */
  refOf?(opaque: string): Ref | undefined;
  /** The task record, read now. */
  read(opaque: string): Promise<XapiRecord>;
}

interface Started {
  readonly target: Ref;
  readonly targetName: string;
}

/** Somebody who waits for a task of ours that is not reported: it is a step of something that is. */
interface Step {
  readonly changed: (record: XapiRecord) => void;
  readonly ended: (record: XapiRecord) => void;
  readonly lost: (error: MorefException) => void;
}

/** Everybody's tasks, by their events; ours are taken off the server once they have ended and been reported. */
export class TaskFollower {
  readonly #options: TaskFollowerOptions;
  readonly #records = new Map<string, XapiRecord>();
  /** What this session started, by opaque reference. */
  readonly #own = new Map<string, Started>();
  /** Those of them that were asked to leave the server. */
  readonly #leaving = new Set<string>();
  readonly #steps = new Map<string, Step>();
  /** Objects that tasks work on, as their current_operations say. */
  readonly #targets = new Map<string, Ref>();
  #sink: TaskSink | undefined;

  constructor(options: TaskFollowerOptions) {
    this.#options = options;
  }

  /** Where the updates go from now on. */
  reportTo(sink: TaskSink): void {
    this.#sink = sink;
  }

  /** A full set begins; opaque references of before mean nothing. */
  resync(): void {
    this.#records.clear();
    this.#targets.clear();
    // What is still there was not asked to leave.
    this.#leaving.clear();
  }

  /** The full set is complete: steps that are not in it are tasks that the server has forgotten. */
  synced(): void {
    for (const [opaque, { lost }] of this.#steps) {
      if (this.#records.has(opaque)) continue;
      this.#steps.delete(opaque);
      lost(forgotten());
    }
  }

  stop(): void {
    this.#sink = undefined;
    for (const { lost } of this.#steps.values()) lost(forgotten());
    this.#steps.clear();
  }

  /** Tells a task that is none of the server's: several steps as one. */
  report(task: ProviderTask): void {
    this.#sink?.tasks([task]);
  }

  /**
   * Waits for the end of a task of ours, which nobody else hears of, and takes it off the server.
   * @param changed notified of its progress
   * @throws MorefException `unreachable` where its end cannot be known any more
   */
  async step(opaque: string, changed: (record: XapiRecord) => void): Promise<XapiRecord> {
    const ended = new Promise<XapiRecord>((resolve, reject) => {
      this.#steps.set(opaque, { changed, ended: resolve, lost: reject });
    });
    // It may end, or be lost, while the record is still being read.
    return Promise.race([ended, this.#readStep(opaque).then(() => ended)]);
  }

  async #readStep(opaque: string): Promise<void> {
    try {
      const record = this.#records.get(opaque) ?? (await this.#options.read(opaque));
      if (this.#steps.has(opaque)) this.records([[opaque, this.#records.get(opaque) ?? record]]);
    } catch (error) {
      // It goes on without us where only the connection was cut: its events tell the end. And it may have been reported meanwhile.
      if (error instanceof XapiFailure && this.#steps.delete(opaque)) throw error;
    }
  }

  /** An object said which tasks work on it. */
  seen(ref: Ref, working: readonly string[]): void {
    for (const opaque of working) {
      if (this.#targets.get(opaque) === ref) continue;
      this.#targets.set(opaque, ref);
      const known = this.#records.get(opaque);
      if (known !== undefined) this.#report([[opaque, known]]);
    }
  }

  records(entries: readonly Entry[]): void {
    for (const [opaque, record] of entries) this.#records.set(opaque, record);
    this.#report(entries);
  }

  /**
   * One that has ended stays as it was reported when it is deleted. Events of one object are reported as the last of them: a task that
   * its owner deletes as soon as it has ended may leave without its end having been reported.
   */
  events(batch: readonly XapiEvent[]): void {
    const entries = batch.flatMap((event): Entry[] =>
      event.op === 'del' ? [] : [[event.ref, event.snapshot]],
    );
    this.records(entries);
    const deleted = batch.filter(({ op }) => op === 'del').map(({ ref }) => ref);
    const gone = deleted.flatMap((opaque) => {
      const record = this.#records.get(opaque);
      return record === undefined || isSubtask(record) ? [] : [taskRef(record, opaque)];
    });
    for (const opaque of deleted) this.#forget(opaque);
    if (gone.length > 0) this.#sink?.tasksGone(gone);
  }

  #forget(opaque: string): void {
    this.#records.delete(opaque);
    this.#targets.delete(opaque);
    this.#own.delete(opaque);
    this.#leaving.delete(opaque);
    const step = this.#steps.get(opaque);
    this.#steps.delete(opaque);
    step?.lost(forgotten());
  }

  /**
   * This session started a task. Returns how it is known to the core.
   * @throws MorefException `unreachable` where that cannot be found out: the server is working on it all the same
   */
  async started(opaque: string, started: Started): Promise<Ref> {
    this.#own.set(opaque, started);
    const record = this.#records.get(opaque) ?? (await this.#readStarted(opaque));
    // While it was read, its end may have been reported.
    if (this.#own.has(opaque) && !this.#leaving.has(opaque) && !this.#isAhead(record))
      this.records([[opaque, this.#records.get(opaque) ?? record]]);
    return taskRef(record, opaque);
  }

  /** It has made an object that the events have still to bring: they bring its end as well, after the object. */
  #isAhead(record: XapiRecord): boolean {
    const made = madeBy(record);
    const label = record['name_label'];
    if (made === undefined || typeof label !== 'string' || !label.startsWith('Async.VM.'))
      return false;
    return this.#options.refOf !== undefined && this.#options.refOf(made) === undefined;
  }

  async #readStarted(opaque: string): Promise<XapiRecord> {
    try {
      return await this.#options.read(opaque);
    } catch (error) {
      const reported = this.#records.get(opaque);
      if (reported !== undefined) return reported;
      throw forgotten(error);
    }
  }

  #report(entries: readonly Entry[]): void {
    const reported = entries.filter(
      ([opaque, record]) => !isSubtask(record) && !this.#stepChanged(opaque, record),
    );
    if (reported.length === 0) return;
    const tasks = reported.map(([opaque, record]) =>
      toProviderTask(taskRef(record, opaque), record, this.#context(opaque)),
    );
    this.#sink?.tasks(tasks);
    reported.forEach(([opaque], index) => {
      const task = tasks[index];
      if (task !== undefined && isFinished(task)) this.#ended(opaque);
    });
  }

  /** Whether it is a step of ours, which is reported by what it is a step of. */
  #stepChanged(opaque: string, record: XapiRecord): boolean {
    const step = this.#steps.get(opaque);
    if (step === undefined) return false;
    if (stateOf(record) === 'running') {
      step.changed(record);
      return true;
    }
    this.#steps.delete(opaque);
    this.#records.delete(opaque);
    void this.#options.destroy(opaque);
    step.ended(record);
    return true;
  }

  #ended(opaque: string): void {
    if (!this.#own.has(opaque) || this.#leaving.has(opaque)) return;
    this.#leaving.add(opaque);
    this.#records.delete(opaque);
    void this.#options.destroy(opaque);
  }

  #context(opaque: string): TaskContext {
    const names = {
      nameOf: (other: string): string | undefined => this.#options.nameOf(other),
      refOf: (other: string): Ref | undefined => this.#options.refOf?.(other),
    };
    const own = this.#own.get(opaque);
    if (own !== undefined) return { ...own, initiator: this.#options.user, ...names };
    const target = this.#targets.get(opaque);
    return target === undefined ? names : { target, ...names };
  }
}

function forgotten(cause?: unknown): MorefException {
  const message = say('error.taskLost');
  return new MorefException({ kind: 'unreachable', message }, { cause });
}
