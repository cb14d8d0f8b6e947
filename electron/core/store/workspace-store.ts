import { z } from 'zod';
import { MorefException } from '#shared/model/error.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const fileSchema = z.object({ version: z.literal(1), entries: z.record(z.string(), z.string()) });
type File = z.output<typeof fileSchema>;

const maxEntries = 500;

/** What the page remembers between runs; the core does not look into it. */
export class WorkspaceStore {
  readonly #file: JsonFile<File>;
  readonly #entries: Map<string, string>;

  private constructor(file: JsonFile<File>, entries: Readonly<Record<string, string>>) {
    this.#file = file;
    this.#entries = new Map(Object.entries(entries));
  }

  static async load(options: StoreFile): Promise<WorkspaceStore> {
    const file = new JsonFile({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, entries: {} },
    });
    return new WorkspaceStore(file, (await file.read()).entries);
  }

  read(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#entries);
  }

  /** @throws MorefException `invalid` when there are too many entries: a page that invents keys must not fill the disk. */
  async write(key: string, value: string): Promise<void> {
    if (this.#entries.get(key) === value) return;
    if (!this.#entries.has(key) && this.#entries.size >= maxEntries) {
      throw new MorefException({
        kind: 'invalid',
        message: `The workspace holds ${maxEntries} entries already; ${key} was not kept.`,
      });
    }
    this.#entries.set(key, value);
    await this.#file.write({ version: 1, entries: this.read() });
  }
}
