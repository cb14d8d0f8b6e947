import type { Disposer } from '#shared/contract/define.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Provider } from '../providers/provider.ts';

/** The inventory of one server, as views search it. */
export interface QuerySource {
  readonly id: ConnectionId;
  readonly inventory: Inventory;
  readonly provider: Pick<Provider, 'alerts' | 'facts' | 'nativePaths' | 'onDemand'>;
  /** Reads a property from the server that is not cached. @throws MorefException */
  read(ref: Ref, path: string, signal: AbortSignal): Promise<PropertyEntry>;
  /** What the server is called now. */
  name(): string;
}

/** All servers that views search. */
export interface QuerySources {
  list(): readonly QuerySource[];
  /** Calls back when a server was added, removed or renamed. */
  watch(changed: () => void): Disposer;
}
