import type { CertificateFacts, MorefError } from './error.ts';
import type { Profile } from './profile.ts';
import type { ConnectionId } from './reference.ts';
import type { SessionPart } from './session-part.ts';

/**
 * - `offline`: not wanted, or stopped for good by an error that only a person can mend (see `error`).
 * - `connecting`: on the way to a session.
 * - `syncing`: logged in, the first full set is arriving.
 * - `live`: what is shown is what the server has, as of `heardAt`.
 * - `stale`: live until now, but the server has been silent for longer than it may.
 * - `retrying`: the connection was lost; the next try is at `retryAt`. What is shown is the last known state.
 */
export type ConnectionState = 'offline' | 'connecting' | 'syncing' | 'live' | 'stale' | 'retrying';

/** What the server says of itself. */
export interface ServerInfo {
  /** `VMware vCenter Server`. */
  readonly product: string;
  readonly version: string;
  readonly build?: string;
  readonly instanceUuid?: string;
  /** The API version in use: `8.0.2.0`. */
  readonly apiVersion?: string;
  /** The server has an API that describes itself: the service explorer can browse it. */
  readonly explorable?: true;
  /** The account logged in, as the server writes it. */
  readonly user?: string;
}

/** A profile and how its connection stands. There is one for every profile, open or not. */
export interface ConnectionStatus {
  readonly id: ConnectionId;
  readonly profile: Profile;
  readonly state: ConnectionState;
  /** When this state began; milliseconds since 1970. */
  readonly since: number;
  /** When the server last said anything; milliseconds since 1970. */
  readonly heardAt?: number;
  /** When the next try is due, while retrying. */
  readonly retryAt?: number;
  /** Objects in the cache. */
  readonly objects: number;
  readonly server?: ServerInfo;
  /** What the server presented, over TLS. */
  readonly certificate?: CertificateFacts;
  /** Why it is not live. */
  readonly error?: MorefError;
  /** What the session consists of, and how each part of it stands; of the last session while there is none. */
  readonly parts?: readonly SessionPart[];
  /** True while the vault holds a password for the profile. */
  readonly hasPassword: boolean;
}
