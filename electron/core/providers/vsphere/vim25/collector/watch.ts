import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { Session } from '../session/vim-session.ts';
import { isFault, SoapError, VimFault } from '../soap/soap-error.ts';
import { isReference, type ManagedObjectReference } from '../values.ts';
import { type FilterSpec, viewSpec } from './specs.ts';

/** What a loop follows with a filter of its own, so that it can fail alone. */
export type WatchedPart = ViewPart | FilterPart;

/** All objects of a type below the container, with the paths to follow. Lean: a few leaf paths each. */
export interface ViewPart {
  /** Unique within the watch. */
  readonly id: string;
  readonly type: string;
  readonly pathSet: readonly string[];
}

/** Given objects, e.g. the container itself, or the recent tasks. */
export interface FilterPart {
  readonly id: string;
  /** The first that the server takes. */
  readonly specs: readonly FilterSpec[];
}

/** What a loop follows. */
export interface WatchSpec {
  readonly viewManager: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
  /** Usually the root folder. */
  readonly container: ManagedObjectReference;
  readonly parts: readonly WatchedPart[];
}

/** What a part has on the server. */
type Held = readonly (readonly [object: ManagedObjectReference, end: string])[];

/** A collector of a session with its views and filters on the server. */
export class Watch {
  readonly collector: ManagedObjectReference;
  readonly #session: Session;
  readonly #spec: WatchSpec;
  readonly #generation: number;
  readonly #held = new Map<string, Held>();

  private constructor(session: Session, spec: WatchSpec, collector: ManagedObjectReference) {
    this.#session = session;
    this.#spec = spec;
    this.collector = collector;
    this.#generation = session.generation;
  }

  /** Creates a collector without filters. @throws VimFault and the errors of core/net */
  static async begin(session: Session, spec: WatchSpec, signal: AbortSignal): Promise<Watch> {
    const { propertyCollector } = spec;
    const collector = await create(
      session,
      propertyCollector,
      'CreatePropertyCollector',
      {},
      signal,
    );
    return new Watch(session, spec, collector);
  }

  /** Creates the filter of a part. @throws VimFault and the errors of core/net; nothing of the part is left then */
  async add(part: WatchedPart, without: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const { viewManager, container } = this.#spec;
    const held: [ManagedObjectReference, string][] = [];
    this.#held.set(part.id, held);
    try {
      let specs: readonly FilterSpec[];
      if ('specs' in part) specs = part.specs;
      else {
        const parameters = { container, type: [part.type], recursive: true };
        const view = await create(
          this.#session,
          viewManager,
          'CreateContainerView',
          parameters,
          signal,
        );
        held.push([view, 'DestroyView']);
        specs = [viewSpec(view, part.type, part.pathSet)];
      }
      const filter = await this.#createFirst(specs, without, signal);
      held.unshift([filter, 'DestroyPropertyFilter']);
    } catch (error) {
      await this.drop(part.id);
      throw error;
    }
  }

  /** Destroys what a part has. Never throws. */
  async drop(id: string): Promise<void> {
    const held = this.#held.get(id) ?? [];
    this.#held.delete(id);
    for (const [object, end] of held) await this.#quietly(object, end);
  }

  /**
   * Cancels a pending wait and destroys what there is; filters go with their collector. Never throws: whatever is left ends with the
   * session.
   */
  async end(): Promise<void> {
    await this.#quietly(this.collector, 'CancelWaitForUpdates');
    const views = [...this.#held.values()].flat().filter(([, end]) => end === 'DestroyView');
    this.#held.clear();
    await Promise.all([
      this.#quietly(this.collector, 'DestroyPropertyCollector'),
      ...views.map(([view, end]) => this.#quietly(view, end)),
    ]);
  }

  async #createFirst(
    specs: readonly FilterSpec[],
    without: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<ManagedObjectReference> {
    for (const [index, spec] of specs.entries())
      try {
        const parameters = { spec: withoutPaths(spec, without), partialUpdates: true };
        return await create(this.#session, this.collector, 'CreateFilter', parameters, signal);
      } catch (error) {
        const isRefusal =
          error instanceof VimFault && !isFault(error, 'InvalidProperty', 'NotAuthenticated');
        if (!isRefusal || index === specs.length - 1) throw error;
      }
    throw new RangeError('There is no filter to create.');
  }

  async #quietly(target: ManagedObjectReference, method: string): Promise<void> {
    // What an earlier session had is gone with it.
    if (this.#session.generation !== this.#generation) return;
    const options = { signal: AbortSignal.timeout(3000), headersTimeoutMs: 3000 };
    await this.#session.callOnce(target, method, {}, options).catch(() => undefined);
  }
}

async function create(
  session: Session,
  target: ManagedObjectReference,
  method: string,
  parameters: object,
  signal: AbortSignal,
): Promise<ManagedObjectReference> {
  const options = { signal, headersTimeoutMs: BOUNDS.quickMs };
  const made = await session.call(target, method, parameters, options);
  if (isReference(made)) return made;
  throw new SoapError(say('answer.notCreated', { call: method }));
}

function withoutPaths(spec: FilterSpec, without: ReadonlySet<string>): FilterSpec {
  if (without.size === 0) return spec;
  const propSet = spec.propSet.map(({ pathSet = [], ...rest }) => ({
    ...rest,
    pathSet: pathSet.filter((path) => !without.has(path)),
  }));
  return { ...spec, propSet };
}
