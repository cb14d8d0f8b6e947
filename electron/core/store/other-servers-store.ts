import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { OtherServers } from '../providers/provider.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const fileSchema = z.object({
  version: z.literal(1),
  byConnection: z.record(
    z.string(),
    z.object({
      instanceUuid: z.string(),
      servers: z.array(
        z.object({ address: z.string().min(1), pinnedFingerprint: z.string().nullable() }),
      ),
    }),
  ),
});
type File = z.output<typeof fileSchema>;

/** What earlier sessions learned of other ways to the same inventory: it is needed just when the first one is gone. */
export class OtherServersStore {
  readonly #file: JsonFile<File>;
  readonly #known: Map<string, OtherServers>;

  private constructor(file: JsonFile<File>, known: File['byConnection']) {
    this.#file = file;
    this.#known = new Map(Object.entries(known));
  }

  static async load(options: StoreFile): Promise<OtherServersStore> {
    const file = new JsonFile({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, byConnection: {} },
    });
    return new OtherServersStore(file, (await file.read()).byConnection);
  }

  get(id: ConnectionId): OtherServers | undefined {
    return this.#known.get(id);
  }

  /** Written only where it is new. */
  async learn(id: ConnectionId, others: OtherServers): Promise<void> {
    if (isDeepStrictEqual(this.#known.get(id), others)) return;
    this.#known.set(id, others);
    await this.#write();
  }

  async forget(id: ConnectionId): Promise<void> {
    if (this.#known.delete(id)) await this.#write();
  }

  /** Resolves when what was learned is on disk. */
  settled(): Promise<void> {
    return this.#file.settled();
  }

  #write(): Promise<void> {
    const byConnection: File['byConnection'] = {};
    for (const [id, { instanceUuid, servers }] of this.#known)
      byConnection[id] = { instanceUuid, servers: [...servers] };
    return this.#file.write({ version: 1, byConnection });
  }
}
