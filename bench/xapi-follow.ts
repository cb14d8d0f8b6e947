import { Inventory } from '#core/inventory/inventory.ts';
import { xenserver } from '#core/providers/xenserver/provider.ts';
import type { Session } from '#core/providers/provider.ts';
import type { XapiServer } from './xapi-client.ts';

/** Moref's part that follows a pool: session, references resolved, cache, rows and tree index; without a page. */
const log = { debug() {}, info() {}, warn() {}, error() {} };

export interface Following {
  readonly inventory: Inventory;
  /** Objects reported since the beginning. */
  reported(): number;
}

/** Logs in; nothing is loaded yet. */
export function connectPool({ url, user, password }: XapiServer): Promise<Session> {
  return xenserver.connect({
    address: url,
    user,
    password,
    pinnedFingerprint: null,
    signal: new AbortController().signal,
    log,
  });
}

/** Loads and follows the pool until the signal is aborted; resolves when the cache is complete. */
export function followPool(session: Session, signal: AbortSignal): Promise<Following> {
  const inventory = new Inventory({
    provider: xenserver,
    log,
    refetch: () => undefined,
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    elapsed: () => performance.now(),
  });
  let reported = 0;
  return new Promise((resolve, reject) => {
    session
      .run(
        {
          resync: () => inventory.resync(),
          known: (ref) => inventory.object(ref)?.properties,
          apply: (updates) => {
            reported += updates.length;
            return inventory.apply(updates);
          },
          completed: () => undefined,
          part: () => undefined,
          synced: () => {
            inventory.synced();
            resolve({ inventory, reported: () => reported });
          },
          tasks: () => undefined,
          tasksGone: () => undefined,
          heard: () => undefined,
          interrupted: reject,
        },
        signal,
      )
      .catch(reject);
  });
}
