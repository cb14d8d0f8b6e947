import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Profile } from '#shared/model/profile.ts';
import { connectionId, type ConnectionId } from '#shared/model/reference.ts';
import type { Dialler } from '../net/dialler.ts';
import { profileDialler, type ProfileDiallerOptions } from '../net/profile-dialler.ts';
import type { Network } from '../providers/provider.ts';
import type { SecretVault } from '../store/secret-vault.ts';

export interface ProfileNetworksOptions {
  readonly vault: Pick<SecretVault, 'get'>;
  /** See CoreHost. */
  readonly systemProxy?: ProfileDiallerOptions['systemProxy'];
}

interface Kept {
  readonly dialler: Dialler;
  /** What it was made of. */
  readonly made: string;
}

/** Under which id the vault keeps the password of a profile's proxy. */
export function proxySecret(id: ConnectionId): ConnectionId {
  return connectionId(`${id}_proxy`);
}

/** The profile that a secret belongs to: it is its own, or its proxy's. */
export function ownerOfSecret(id: string): string {
  return id.replace(/_proxy$/, '');
}

/** The ways to the servers of all profiles: kept while a connection uses them, since a jump host stands as long as it does. */
export class ProfileNetworks {
  readonly #options: ProfileNetworksOptions;
  readonly #kept = new Map<ConnectionId, Kept>();

  constructor(options: ProfileNetworksOptions) {
    this.#options = options;
  }

  /** What a session of the profile is to be opened by. */
  async of({ id, proxy, authority, oldTls }: Profile): Promise<Network> {
    const { vault, systemProxy } = this.#options;
    const asked = proxy?.user === undefined ? undefined : await vault.get(proxySecret(id));
    const made = JSON.stringify([proxy, asked]);
    const known = this.#kept.get(id);
    if (known?.made !== made) this.close(id);
    const dialler =
      this.#kept.get(id)?.dialler ?? profileDialler({ proxy, password: asked, systemProxy });
    this.#kept.set(id, { dialler, made });
    return { dialler, ...onlyDefined({ ca: authority?.pem, oldTls }) };
  }

  /** Ends what was started for the profile. */
  close(id: ConnectionId): void {
    this.#kept.get(id)?.dialler.close();
    this.#kept.delete(id);
  }
}
