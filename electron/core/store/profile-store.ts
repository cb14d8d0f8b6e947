import { z } from 'zod';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { bareProfile, type Profile } from '#shared/model/profile.ts';
import { JsonFile, type StoreFile } from './json-file.ts';

const fileSchema = z.object({
  version: z.literal(1),
  profiles: z.array(
    z.object({
      id: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .transform(connectionId),
      family: z.enum(['vsphere', 'xenserver']),
      name: z.string(),
      address: z.string().min(1),
      encoding: z.enum(['json', 'xml']).exactOptional(),
      user: z.string(),
      autoConnect: z.boolean(),
      protocol: z.literal('automation').exactOptional(),
      environment: z.enum(['production', 'test', 'development']).exactOptional(),
      readOnly: z.literal(true).exactOptional(),
    }),
  ),
});
type File = z.output<typeof fileSchema>;

/** The profiles, in the order in which they were added. Those of the demo estate are held but never written. */
export class ProfileStore {
  readonly #file: JsonFile<File>;
  readonly #profiles: Map<ConnectionId, Profile>;

  private constructor(file: JsonFile<File>, profiles: readonly Profile[]) {
    this.#file = file;
    this.#profiles = new Map(profiles.map((profile) => [profile.id, profile]));
  }

  static async load(options: StoreFile): Promise<ProfileStore> {
    const file = new JsonFile({
      ...options,
      schema: fileSchema,
      empty: { version: 1 as const, profiles: [] },
    });
    const { profiles } = await file.read();
    return new ProfileStore(file, profiles);
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  get(id: ConnectionId): Profile | undefined {
    return this.#profiles.get(id);
  }

  async save(profile: Profile): Promise<void> {
    this.#profiles.set(profile.id, profile);
    if (profile.demo !== true) await this.#write();
  }

  async remove(id: ConnectionId): Promise<void> {
    const profile = this.#profiles.get(id);
    this.#profiles.delete(id);
    if (profile !== undefined && profile.demo !== true) await this.#write();
  }

  async #write(): Promise<void> {
    const profiles = this.list().filter((profile) => profile.demo !== true);
    await this.#file.write({ version: 1, profiles: profiles.map(bareProfile) });
  }
}
