import type { MessagePort } from 'node:worker_threads';
import type { DemoEstate, SessionPasswords } from '#core/host.ts';
import type { ConnectionId } from '#shared/model/reference.ts';

/** What outlives a core while it is developed. In memory only: passwords are in it. */
export interface Kept {
  readonly passwords: readonly (readonly [ConnectionId, HeldPassword])[];
  /** Connections that were wanted. */
  readonly open: readonly ConnectionId[];
  /** The demo estate was connected. */
  readonly demo: boolean;
}

type HeldPassword = SessionPasswords extends Map<ConnectionId, infer Held> ? Held : never;

/** What the core's thread is started with. */
export interface CoreStart {
  readonly dataFolder: string;
  readonly kept: Kept;
}

export type DemoServers = DemoEstate['servers'];

/** To the core's thread. */
export type ToCore =
  | { readonly t: 'attach'; readonly port: MessagePort }
  | { readonly t: 'demo'; readonly servers: DemoServers }
  | { readonly t: 'noDemo'; readonly message: string }
  | { readonly t: 'stop' };

/** From the core's thread. */
export type FromCore =
  | { readonly t: 'ready' }
  | { readonly t: 'kept'; readonly kept: Partial<Kept> }
  | { readonly t: 'wantDemo' };
