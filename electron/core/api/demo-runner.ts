import { text } from '#shared/i18n/make-text.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Connections } from '../connections/connections.ts';
import type { CoreHost, DemoEstate } from '../host.ts';
import type { PinStore } from '../store/pin-store.ts';
import type { ProfileStore } from '../store/profile-store.ts';
import type { SecretVault } from '../store/secret-vault.ts';

export interface DemoRunnerOptions {
  readonly start: CoreHost['startDemo'];
  readonly profiles: ProfileStore;
  readonly vault: SecretVault;
  readonly pins: PinStore;
  readonly connections: Connections;
}

/** The demo estate: started at the first wish, with one profile for each of its servers that lives as long as the program. */
export class DemoRunner {
  readonly #options: DemoRunnerOptions;
  #estate: Promise<DemoEstate> | undefined;

  constructor(options: DemoRunnerOptions) {
    this.#options = options;
  }

  /** Starts the estate if it does not run, and connects to all its servers; returns the first one's connection. */
  async connect(): Promise<ConnectionId> {
    this.#estate ??= this.#options.start();
    let estate: DemoEstate;
    try {
      estate = await this.#estate;
    } catch (error) {
      this.#estate = undefined;
      throw error;
    }
    const ids = await Promise.all(
      estate.servers.map((server, index) =>
        this.#addProfile(server, connectionId(index === 0 ? 'demo' : `demo-${index + 1}`)),
      ),
    );
    const [first] = ids;
    if (first === undefined) {
      throw new MorefException({ kind: 'bug', message: text('demo.empty') });
    }
    await Promise.all(ids.map((id) => this.#options.connections.open(id)));
    return first;
  }

  async close(): Promise<void> {
    const estate = await this.#estate?.catch(() => undefined);
    this.#estate = undefined;
    await estate?.close();
  }

  async #addProfile(
    server: DemoEstate['servers'][number],
    id: ConnectionId,
  ): Promise<ConnectionId> {
    const { profiles, vault, pins, connections } = this.#options;
    const { family, name, address, user, password, fingerprint } = server;
    if (profiles.get(id) !== undefined) return id;
    await vault.set(id, password, false);
    if (fingerprint !== undefined) pins.pinForNow(id, fingerprint);
    await profiles.save({ id, family, name, address, user, autoConnect: false, demo: true });
    connections.reported(id);
    return id;
  }
}
