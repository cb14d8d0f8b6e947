import type { Managed } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { managersOf } from '../properties/service-content.ts';
import type { Access } from '../sessions/access.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import type { Failures } from '../tasks/failures.ts';
import type { Certificate } from './certificate.ts';
import type { Changes } from './changes.ts';
import type { ServerLog } from './server-log.ts';

/** Limits that a vCenter's administrator sets, and a client cannot see. */
export interface Policy {
  /** Objects in one page of RetrievePropertiesEx when the client names no `maxObjects`. */
  readonly retrievePageSize: number;
  /** Objects in one answer of WaitForUpdatesEx when the client names no `maxObjectUpdates`. */
  readonly updatesPageSize: number;
  /** The longest wait of WaitForUpdatesEx, whatever the client asks for. */
  readonly maxWaitSeconds: number;
  /** A session that was idle for so long is ended. */
  readonly sessionIdleSeconds: number;
}

export const defaultPolicy: Policy = {
  retrievePageSize: 100,
  updatesPageSize: 1000,
  maxWaitSeconds: 600,
  sessionIdleSeconds: 1800,
};

/** All state of the simulated server. */
export interface World {
  readonly estate: Estate;
  readonly tasks: TaskEngine;
  /** Operations that fail on request. */
  readonly failures: Failures;
  readonly changes: Changes;
  readonly sessions: SessionStore;
  readonly access: Access;
  readonly policy: Policy;
  readonly log: ServerLog;
  /** Types of objects at which reporting updates fails. */
  readonly unreportable: Set<string>;
  /** Does something after a while, unless the server is closed before. */
  readonly later: (seconds: number, act: () => void) => void;
  /** New connections see another certificate; those that stand go on. */
  readonly useCertificate: (certificate: Certificate) => void;
}

/** Registers the managers, which are objects like all others. */
export function addManagers(estate: Estate): void {
  estate.add<Managed>({ type: 'ServiceInstance', id: 'ServiceInstance' });
  for (const [, manager] of managersOf(estate.product)) {
    estate.add<Managed>(manager);
  }
}
