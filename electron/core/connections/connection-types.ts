import type { ConnectionState, ServerInfo } from '#shared/model/connection.ts';
import type { CertificateFacts, MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import type { Clock } from '../clock.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Log, Network, OtherServers, Provider } from '../providers/provider.ts';
import type { BackoffOptions } from './backoff.ts';

export interface ConnectionOptions {
  readonly provider: Provider;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked for at every try, so that a certificate trusted meanwhile counts. */
  credentials(profile: Profile): Promise<Credentials>;
  readonly events: ConnectionEvents;
  readonly backoff?: BackoffOptions;
  /** Silence after which what is shown counts as stale. Default 90 s. */
  readonly staleAfterMs?: number;
}

export interface Credentials {
  readonly password: string;
  readonly pinnedFingerprint: string | null;
  readonly others?: OtherServers;
  readonly network?: Network;
}

export interface ConnectionEvents {
  /** The standing changed. */
  changed(): void;
  tasks(tasks: readonly ProviderTask[]): void;
  /** The server lists these no more. */
  tasksGone(tasks: readonly Ref[]): void;
  /** The server is about to tell all its tasks anew. */
  tasksBegin(): void;
  /**
   * All tasks that the server knows have been reported since `tasksBegin`.
   * @param but native types of tasks of which that is not so yet
   */
  tasksComplete(but: ReadonlySet<string>): void;
  /** Other servers lead to the same inventory: the next try may need them. */
  learned(others: OtherServers): void;
  /** The user closed the connection: what was under way is not followed any more. */
  closed(): void;
}

/** How a connection stands; what of a ConnectionStatus the connection itself knows. */
export interface Standing {
  readonly state: ConnectionState;
  readonly since: number;
  readonly heardAt?: number;
  readonly retryAt?: number;
  readonly server?: ServerInfo;
  readonly error?: MorefError;
  /** Of the session that stands. */
  readonly certificate?: CertificateFacts;
  readonly parts?: readonly SessionPart[];
}
