import { BOUNDS } from '../../../../net/bounds.ts';
import type { Session } from '../session/session.ts';
import type { ManagedObjectReference } from '../values.ts';
import { type FilterSpec, viewSpec } from './specs.ts';

/** All objects of a kind below a container, with the paths to follow. Lean: a few leaf paths each. */
export interface WatchedKind {
  readonly type: string;
  readonly pathSet: readonly string[];
}

/** What a loop follows. */
export interface WatchSpec {
  readonly viewManager: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
  /** Usually the root folder. */
  readonly container: ManagedObjectReference;
  /** One view and one filter each. */
  readonly kinds: readonly WatchedKind[];
  /** Further filters, e.g. the container itself and the recent tasks. */
  readonly extra?: readonly FilterSpec[];
}

/** The session's objects on the server behind a watch. */
export interface Watch {
  readonly generation: number;
  readonly collector: ManagedObjectReference;
  readonly views: readonly ManagedObjectReference[];
}

/** Creates collector, views and filters. @throws VimFault and the errors of core/net */
export async function prepareWatch(
  session: Session,
  spec: WatchSpec,
  signal: AbortSignal,
): Promise<Watch> {
  const options = { signal, headersTimeoutMs: BOUNDS.quickMs };
  const create = async (target: ManagedObjectReference, method: string, parameters: object) =>
    (await session.call(target, method, parameters, options)) as ManagedObjectReference;
  const collector = await create(spec.propertyCollector, 'CreatePropertyCollector', {});
  const { generation } = session;
  const views: ManagedObjectReference[] = [];
  const watch: Watch = { generation, collector, views };
  try {
    const filters: FilterSpec[] = [];
    for (const { type, pathSet } of spec.kinds) {
      const parameters = { container: spec.container, type: [type], recursive: true };
      const view = await create(spec.viewManager, 'CreateContainerView', parameters);
      views.push(view);
      filters.push(viewSpec(view, type, pathSet));
    }
    for (const filter of [...filters, ...(spec.extra ?? [])]) {
      await create(collector, 'CreateFilter', { spec: filter, partialUpdates: true });
    }
    return watch;
  } catch (error) {
    await destroyWatch(session, watch);
    throw error;
  }
}

/**
 * Cancels a pending wait and destroys what the watch has on the server; its filters go with the collector.
 * Never throws: whatever is left ends with the session.
 */
export async function destroyWatch(session: Session, watch: Watch): Promise<void> {
  if (session.generation !== watch.generation) return;
  const options = { signal: AbortSignal.timeout(3000), headersTimeoutMs: 3000 };
  const quietly = (target: ManagedObjectReference, method: string): Promise<unknown> =>
    session.callOnce(target, method, {}, options).catch(() => undefined);
  await quietly(watch.collector, 'CancelWaitForUpdates');
  await Promise.all([
    quietly(watch.collector, 'DestroyPropertyCollector'),
    ...watch.views.map((view) => quietly(view, 'DestroyView')),
  ]);
}
