import type { ConnectionId } from './reference.ts';

/** The family of servers that a profile belongs to. */
export type Family = 'vsphere' | 'xenserver';

/** What is kept of a server. Its password is in the secret store and nowhere else. */
export interface Profile {
  readonly id: ConnectionId;
  readonly family: Family;
  /** What the tree shows; the address if empty. */
  readonly name: string;
  /** `vc.example.org`, `vc.example.org:8443`, `http://127.0.0.1:8989`; https unless it says otherwise. */
  readonly address: string;
  readonly user: string;
  /** Connect when Moref starts. */
  readonly autoConnect: boolean;
  /** True for the demo estate's profile, which is made anew at every start and not kept. */
  readonly demo?: boolean;
}
