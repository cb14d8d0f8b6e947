import { z } from 'zod';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { bareProfile, type Profile } from '#shared/model/profile.ts';
import type { StoreFile } from './load-stored.ts';
import { noHead } from './read-stored.ts';
import { StoredMap, type PlannedChange } from './stored-map.ts';
import { withEntry, withoutEntry } from './entries.ts';

const profileSchema = z.object({
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
  proxy: z
    .object({
      kind: z.enum(['none', 'http', 'socks5', 'ssh']),
      address: z.string(),
      user: z.string().exactOptional(),
    })
    .exactOptional(),
  authority: z
    .object({ pem: z.string(), subject: z.string(), validTo: z.number() })
    .exactOptional(),
  oldTls: z.literal(true).exactOptional(),
});
type StoredProfile = z.output<typeof profileSchema>;

/** The profiles, in the order in which they were added. Those of the demo estate, and those on trial, are held but never written. */
export class ProfileStore {
  readonly #file: StoredMap<StoredProfile>;
  readonly #demo = new Map<ConnectionId, Profile>();
  /** Those of which the first connection is being tried. */
  readonly #trials = new Map<ConnectionId, Profile>();

  private constructor(file: StoredMap<StoredProfile>) {
    this.#file = file;
  }

  static async load(options: StoreFile): Promise<ProfileStore> {
    const form = {
      version: 1,
      container: 'profiles',
      entry: profileSchema,
      keyOf: ({ id }: StoredProfile): string => id,
      head: noHead,
    };
    return new ProfileStore(await StoredMap.load({ ...options, form }));
  }

  /** Those on trial are in no list. */
  list(): readonly Profile[] {
    return [...this.#file.entries.values(), ...this.#demo.values()];
  }

  get(id: ConnectionId): Profile | undefined {
    return this.#demo.get(id) ?? this.#trials.get(id) ?? this.#file.entries.get(id);
  }

  /** Holds a profile while its first connection is being tried. */
  hold(profile: Profile & { readonly trial: true }): void {
    this.#trials.set(profile.id, profile);
  }

  /** It has been saved, and is in the list from now on. */
  settle(id: ConnectionId): void {
    this.#trials.delete(id);
  }

  /** @throws MorefException in words, and nothing has changed */
  async save(profile: Profile): Promise<void> {
    if (profile.demo === true) this.#demo.set(profile.id, profile);
    else await this.#file.change(withEntry(profile.id, bareProfile(profile)));
  }

  /** The same, to be done together with changes of other stores. */
  saving(profile: Profile): PlannedChange {
    return this.#file.plan(withEntry(profile.id, bareProfile(profile)));
  }

  /** @throws MorefException in words, and nothing has changed */
  async remove(id: ConnectionId): Promise<void> {
    if (!this.#demo.delete(id) && !this.#trials.delete(id))
      await this.#file.change(withoutEntry(id));
  }

  /** Whether all profiles are known: what belongs to none of them then belongs to nothing. A file that is away may come back. */
  get complete(): boolean {
    return this.#file.intact && this.#file.entries.size > 0;
  }

  /** Resolves when nothing waits to be written. */
  settled(): Promise<void> {
    return this.#file.settled();
  }
}
