import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import type { DamagedFile } from '#shared/contract/results.ts';
import type { Log } from '../providers/provider.ts';

export interface JsonFileOptions<T> {
  readonly path: string;
  /** Validates what is read; its output is what is written. Carries the `version` of the form. */
  readonly schema: z.ZodType<T>;
  /** What a missing file stands for. */
  readonly empty: T;
  /** The value as text. Default: indented JSON. */
  readonly print?: (value: T) => string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  now(): number;
  /** Told of a file that was kept aside. */
  damaged?(file: DamagedFile): void;
}

/** What a store has to be told of its file. */
export type StoreFile = Pick<JsonFileOptions<unknown>, 'path' | 'log' | 'now' | 'damaged'>;

/**
 * A small file of JSON that is replaced as a whole: written aside, flushed, renamed, readable by its owner alone. A file that
 * cannot be read as what it should be is kept aside under another name, never overwritten.
 */
export class JsonFile<T> {
  readonly #options: JsonFileOptions<T>;
  #pending: { readonly value: T } | undefined;
  #writing: Promise<void> | undefined;

  constructor(options: JsonFileOptions<T>) {
    this.#options = options;
  }

  /** @throws the operating system's error where the file exists and cannot be read (no permission, a folder). */
  async read(): Promise<T> {
    const { path, schema, empty } = this.#options;
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return empty;
      throw error;
    }
    const problem = ((): string | { readonly value: T } => {
      try {
        const parsed = schema.safeParse(JSON.parse(text));
        if (parsed.success) return { value: parsed.data };
        const [issue] = parsed.error.issues;
        return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    })();
    if (typeof problem !== 'string') return problem.value;
    await this.#keepAside(problem);
    return empty;
  }

  /** Resolves when this value, or a later one, is on disk. Calls that come while a write runs share the next one. */
  write(value: T): Promise<void> {
    this.#pending = { value };
    this.#writing ??= this.#drain();
    return this.#writing;
  }

  /** Resolves when nothing waits to be written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #drain(): Promise<void> {
    const { print = (value: T): string => JSON.stringify(value, null, 2) } = this.#options;
    try {
      while (this.#pending !== undefined) {
        const { value } = this.#pending;
        this.#pending = undefined;
        await this.#replace(`${print(value)}\n`);
      }
    } finally {
      this.#writing = undefined;
    }
  }

  async #replace(text: string): Promise<void> {
    const { path } = this.#options;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(text, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #keepAside(problem: string): Promise<void> {
    const { path, log } = this.#options;
    const time = new Date(this.#options.now()).toISOString().replaceAll(/[:.]/g, '-');
    const aside = `${path}.damaged-${time}`;
    await rename(path, aside);
    log.error(`${path} is damaged. It was kept as ${aside}, and Moref starts without it.`, {
      problem,
    });
    this.#options.damaged?.({ path, keptAs: aside, problem });
  }
}
