import { z } from 'zod';
import { errorKinds } from '#shared/model/error.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { withoutSecrets } from '../log.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const refSchema = z.string().transform((text) => text as Ref);
const connectionSchema = z.string().transform(connectionId);

const errorSchema = z.object({
  kind: z.enum(errorKinds),
  message: z.string(),
  connection: connectionSchema.exactOptional(),
  ref: refSchema.exactOptional(),
  retryable: z.boolean().exactOptional(),
  unsent: z.literal(true).exactOptional(),
  native: z
    .object({
      type: z.string(),
      message: z.string().exactOptional(),
      members: z.record(z.string(), z.custom<PropertyValue>()).exactOptional(),
    })
    .exactOptional(),
});

const taskSchema = z.object({
  key: z
    .string()
    .regex(/^[\w-]{1,64}\/.+:/)
    .transform((text) => text as TaskKey),
  connection: connectionSchema,
  name: z.string(),
  target: refSchema.exactOptional(),
  targetName: z.string().exactOptional(),
  initiator: z.string().exactOptional(),
  own: z.boolean(),
  state: z.enum(['success', 'error', 'cancelled']),
  progress: z.number().exactOptional(),
  queuedAt: z.number(),
  startedAt: z.number().exactOptional(),
  finishedAt: z.number().exactOptional(),
  cancelable: z.boolean(),
  result: z.string().exactOptional(),
  error: errorSchema.exactOptional(),
  lost: z.literal(true).exactOptional(),
  run: z
    .string()
    .transform((text) => text as RunId)
    .exactOptional(),
});

const fileSchema = z.object({ version: z.literal(1), tasks: z.array(taskSchema) });
type File = z.output<typeof fileSchema>;
type StoredTask = File['tasks'][number];

export interface TaskHistoryOptions extends StoreFile {
  /** Tasks at the most. Default 5000. */
  readonly maxTasks?: number;
  /** Characters of all tasks at the most. Default 5 million. */
  readonly maxChars?: number;
}

/** Finished tasks on disk, the newest ones, without what could be a secret. */
export class TaskHistory {
  readonly #file: JsonFile<File>;
  readonly #options: TaskHistoryOptions;
  /** A finished task is written again and again, and does not change. */
  readonly #printed: WeakMap<object, string>;
  #loaded: readonly Task[];
  /** What is on disk. */
  #saved: readonly Task[];

  private constructor(
    options: TaskHistoryOptions,
    file: JsonFile<File>,
    printed: WeakMap<object, string>,
    loaded: readonly Task[],
  ) {
    this.#options = options;
    this.#file = file;
    this.#printed = printed;
    this.#loaded = loaded;
    this.#saved = loaded;
  }

  static async load(options: TaskHistoryOptions): Promise<TaskHistory> {
    const printed = new WeakMap<object, string>();
    const file = new JsonFile<File>({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, tasks: [] },
      // A line for each task.
      print: ({ version, tasks }) =>
        `{"version":${version},"tasks":[\n${tasks.map((task) => print(task, printed)).join(',\n')}\n]}`,
    });
    const { tasks } = await file.read();
    return new TaskHistory(options, file, printed, tasks);
  }

  /** What earlier runs of the program left. Given once. */
  take(): readonly Task[] {
    const loaded = this.#loaded;
    this.#loaded = [];
    return loaded;
  }

  /** Writes the newest of the tasks. @param tasks finished ones, newest first */
  async save(tasks: readonly Task[]): Promise<void> {
    const { maxTasks = 5000, maxChars = 5_000_000 } = this.#options;
    const kept: StoredTask[] = [];
    let chars = 0;
    for (const task of tasks.slice(0, maxTasks)) {
      if (!isStored(task)) continue;
      chars += print(task, this.#printed).length;
      if (chars > maxChars) break;
      kept.push(task);
    }
    const saved = this.#saved;
    if (kept.length === saved.length && kept.every((task, index) => task === saved[index])) return;
    await this.#file.write({ version: 1, tasks: kept });
    this.#saved = kept;
  }
}

function isStored(task: Task): task is Task & StoredTask {
  return task.state !== 'queued' && task.state !== 'running';
}

function print(task: StoredTask, printed: WeakMap<object, string>): string {
  let text = printed.get(task);
  if (text === undefined) {
    text = JSON.stringify(withoutSecrets(stored(task)));
    printed.set(task, text);
  }
  return text;
}

/** The certificate of an error is of no use later. */
function stored({ error, ...task }: StoredTask): object {
  if (error === undefined) return task;
  const { kind, message, connection, ref, retryable, unsent, native } = error;
  return { ...task, error: { kind, message, connection, ref, retryable, unsent, native } };
}
