import { z } from 'zod';
import { textSchema } from '#shared/contract/text.ts';
import { toKeep } from '#shared/i18n/english.ts';
import { errorKinds } from '#shared/model/error.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { Task, TaskKey } from '#shared/model/task.ts';
import { withoutSecrets } from '../log.ts';
import type { StoreFile } from './load-stored.ts';
import { noHead } from './read-stored.ts';
import { StoredMap } from './stored-map.ts';

const defaultMaxTasks = 5000;

const refSchema = z.string().transform((text) => text as Ref);
const connectionSchema = z.string().transform(connectionId);

const errorSchema = z.object({
  kind: z.enum(errorKinds),
  message: textSchema,
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
  name: textSchema,
  target: refSchema.exactOptional(),
  targetName: textSchema.exactOptional(),
  initiator: textSchema.exactOptional(),
  own: z.boolean(),
  state: z.enum(['success', 'error', 'cancelled']),
  progress: z.number().exactOptional(),
  queuedAt: z.number(),
  startedAt: z.number().exactOptional(),
  finishedAt: z.number().exactOptional(),
  cancelable: z.boolean(),
  result: textSchema.exactOptional(),
  made: refSchema.exactOptional(),
  error: errorSchema.exactOptional(),
  lost: z.literal(true).exactOptional(),
  run: z
    .string()
    .transform((text) => text as RunId)
    .exactOptional(),
});

type StoredTask = z.output<typeof taskSchema>;

export interface TaskHistoryOptions extends StoreFile {
  /** Tasks at the most. Default 5000. */
  readonly maxTasks?: number;
  /** Characters of all tasks at the most. Default 5 million. */
  readonly maxChars?: number;
}

/** Finished tasks on disk, the newest ones, without what could be a secret. */
export class TaskHistory {
  readonly #file: StoredMap<StoredTask>;
  readonly #options: TaskHistoryOptions;
  /** A finished task is written again and again, and does not change. */
  readonly #printed: WeakMap<object, string>;
  #loaded: readonly Task[];

  private constructor(
    options: TaskHistoryOptions,
    file: StoredMap<StoredTask>,
    printed: WeakMap<object, string>,
  ) {
    this.#options = options;
    this.#file = file;
    this.#printed = printed;
    this.#loaded = [...file.entries.values()];
  }

  static async load(options: TaskHistoryOptions): Promise<TaskHistory> {
    const { maxTasks = defaultMaxTasks } = options;
    const printed = new WeakMap<object, string>();
    const file = await StoredMap.load<StoredTask, object>({
      ...options,
      form: {
        version: 1,
        container: 'tasks',
        entry: taskSchema,
        keyOf: ({ key }) => key,
        head: noHead,
        // The newest stand first.
        maximumEntries: maxTasks,
      },
      printEntry: (task) => print(task, printed),
    });
    return new TaskHistory(options, file, printed);
  }

  /** What earlier runs of the program left. Given once. */
  take(): readonly Task[] {
    const loaded = this.#loaded;
    this.#loaded = [];
    return loaded;
  }

  /**
   * Writes the newest of the tasks.
   * @param tasks finished ones, newest first
   * @throws MorefException in words, and what is on disk stays
   */
  async save(tasks: readonly Task[]): Promise<void> {
    const { maxTasks = defaultMaxTasks, maxChars = 5_000_000 } = this.#options;
    const kept = new Map<string, StoredTask>();
    let chars = 0;
    for (const task of tasks.slice(0, maxTasks)) {
      if (!isStored(task)) continue;
      chars += print(task, this.#printed).length;
      if (chars > maxChars) break;
      kept.set(task.key, task);
    }
    await this.#file.change((stored) =>
      isSame([...stored.entries.values()], [...kept.values()])
        ? stored
        : { ...stored, entries: kept },
    );
  }
}

function isSame(one: readonly StoredTask[], other: readonly StoredTask[]): boolean {
  return one.length === other.length && one.every((task, index) => task === other[index]);
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

/** Texts with their English words, for a version that does not know them; the certificate of an error is of no use later. */
function stored({ error, name, result, targetName, ...task }: StoredTask): object {
  const kept = {
    ...task,
    name: toKeep(name),
    ...(targetName !== undefined && { targetName: toKeep(targetName) }),
    ...(result !== undefined && { result: toKeep(result) }),
  };
  if (error === undefined) return kept;
  const { kind, message, connection, ref, retryable, unsent, native } = error;
  const reported = { kind, message: toKeep(message), connection, ref, retryable, unsent, native };
  return { ...kept, error: reported };
}
