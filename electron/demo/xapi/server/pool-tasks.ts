import { Failure } from '../api/failure.ts';
import type { XapiType } from '../api/type.ts';
import { datetime } from '../api/value.ts';
import type { Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';
import { textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { writeXml } from '../wire/write-xml.ts';
import { poolOf } from '../db/pool-of.ts';

const finishedMinutes = 65;
const most = 200;

/** The tasks of the pool: objects of the database, and what runs behind them. */
export class Tasks {
  readonly #db: Database;
  readonly #now: () => Date;
  readonly #running = new Map<string, AbortController>();
  #lifetime = new AbortController();
  /** Marked by task.destroy while they ran: they go when they end. */
  readonly #doomed = new Set<string>();

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  create(label: string, description = ''): Row {
    this.#collect();
    return this.#db.create('task', {
      name_label: label,
      name_description: description,
      created: datetime(this.#now()),
      status: 'pending',
      resident_on: poolOf(this.#db).values['master'] ?? '',
      progress: 0,
      type: '<none/>',
      backtrace: '()',
      allowed_operations: ['destroy'],
    });
  }

  /** Lets the task be cancelled from now on; the signal says when it is. */
  cancellable(task: Row): AbortSignal {
    const controller = new AbortController();
    this.#running.set(task.ref, controller);
    this.#db.set(task, { allowed_operations: ['cancel', 'destroy'] });
    return controller.signal;
  }

  progress(task: Row, progress: number): void {
    if (this.#db.find('task', task.ref) !== undefined) {
      this.#db.set(task, { progress });
    }
  }

  succeed(task: Row, type: XapiType, result: Value): void {
    const text = type.kind === 'void' ? '<value></value>' : writeXml(type, result);
    this.#finish(task, { status: 'success', progress: 1, result: text });
  }

  fail(task: Row, failure: Failure): void {
    const status = failure.code === 'TASK_CANCELLED' ? 'cancelled' : 'failure';
    this.#finish(task, { status, progress: 1, error_info: failure.description });
  }

  /** Throws OPERATION_NOT_ALLOWED for one that cannot be cancelled. */
  cancel(task: Row): void {
    const controller = this.#running.get(task.ref);
    if (textOf(task, 'status') !== 'pending') {
      return;
    }
    if (controller === undefined) {
      throw new Failure('OPERATION_NOT_ALLOWED', 'the task is not cancellable');
    }
    this.#db.set(task, { status: 'cancelling' });
    controller.abort();
  }

  /** One that still runs is only marked, and goes when it ends. */
  destroy(task: Row): void {
    if (textOf(task, 'finished').startsWith('1970')) {
      this.#doomed.add(task.ref);
    } else {
      this.#db.destroy(task);
    }
  }

  /** Aborted when the server forgets its tasks: work in their name ends unfinished. */
  get lifetime(): AbortSignal {
    return this.#lifetime.signal;
  }

  /** Ends and forgets what runs. */
  forget(): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#running.clear();
    this.#doomed.clear();
  }

  #finish(task: Row, end: Readonly<Record<string, Value>>): void {
    this.#running.delete(task.ref);
    if (this.#db.find('task', task.ref) === undefined) {
      return;
    }
    this.#db.set(task, {
      ...end,
      finished: datetime(this.#now()),
      allowed_operations: [],
      current_operations: {},
    });
    if (this.#doomed.delete(task.ref)) {
      this.#db.destroy(task);
    }
  }

  /** What the server's own collector does: finished tasks go after 65 minutes, or where there are too many. */
  #collect(): void {
    const limit = datetime(new Date(this.#now().getTime() - finishedMinutes * 60_000));
    let surplus = this.#db.count('task') - most;
    for (const task of this.#db.all('task')) {
      const finished = textOf(task, 'finished');
      if (!finished.startsWith('1970') && (finished < limit || surplus > 0)) {
        this.#db.destroy(task);
        surplus -= 1;
      }
    }
  }
}
