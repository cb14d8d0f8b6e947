import type { Connections } from '../connections/connections.ts';
import type { KnownSurroundings } from '../connections/surroundings.ts';
import type { Clock } from '../clock.ts';
import type { CoreHost } from '../host.ts';
import type { OtherServersStore } from '../store/other-servers-store.ts';
import type { PinStore } from '../store/pin-store.ts';
import type { ProfileStore } from '../store/profile-store.ts';
import type { SecretVault } from '../store/secret-vault.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';
import type { Runs } from '../tasks/runs.ts';
import type { TaskRecorder } from '../tasks/task-recorder.ts';
import type { TaskTracker } from '../tasks/task-tracker.ts';
import type { QuerySources } from '../query/source.ts';
import type { DemoRunner } from './demo-runner.ts';
import type { Wishes } from './wishes.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { DamagedFile } from '#shared/contract/results.ts';
import type { MorefContract } from '#shared/contract/contract.ts';

/** The parts of the core that handlers work with. */
export interface ApiDeps {
  readonly app: CoreHost['app'];
  readonly damaged: readonly DamagedFile[];
  readonly profiles: ProfileStore;
  readonly vault: SecretVault;
  readonly pins: PinStore;
  readonly others: OtherServersStore;
  readonly workspace: WorkspaceStore;
  readonly connections: Connections;
  readonly tasks: TaskTracker;
  readonly history: TaskRecorder;
  readonly runs: Runs;
  readonly demo: DemoRunner;
  readonly wishes: Wishes;
  readonly surroundings: KnownSurroundings;
  readonly clock: Clock;
  /** See InventoryOptions. */
  breathe(): Promise<void>;
}

/** What those need that search all servers. */
export interface SearchingDeps extends ApiDeps {
  readonly sources: QuerySources;
}

export type CallHandlers = Handlers<MorefContract>['calls'];
export type FeedHandlers = Handlers<MorefContract>['feeds'];
