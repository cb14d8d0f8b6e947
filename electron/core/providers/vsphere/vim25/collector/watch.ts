import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { Session } from '../session/vim-session.ts';
import { isFault, SoapError, VimFault } from '../soap/soap-error.ts';
import { isReference, type ManagedObjectReference } from '../values.ts';
import { type FilterSpec, joinedSpec, type PropertySpec } from './specs.ts';

/**
 * What a loop follows. Parts that name the same `filter` share a view and a filter as long as the server can tell all of them; each has one of its
 * own where it cannot, so that it fails alone. They read no type in common.
 */
export type WatchedPart = ViewPart | FilterPart;

/** All objects of a type below the container, with the paths to follow. Lean: a few leaf paths each. */
export interface ViewPart {
  /** Unique within the watch. */
  readonly id: string;
  readonly type: string;
  readonly pathSet: readonly string[];
  readonly filter?: string;
}

/** Given objects, e.g. the container itself, or the recent tasks. */
export interface FilterPart {
  readonly id: string;
  /** The first that the server takes; in a filter that is shared, the first. */
  readonly specs: readonly FilterSpec[];
  readonly filter?: string;
}

/** The paths that a part follows. */
export function pathsOf(part: WatchedPart): readonly string[] {
  if (!('specs' in part)) return part.pathSet;
  return part.specs.flatMap(({ propSet }) => propSet.flatMap(({ pathSet = [] }) => pathSet));
}

/** What a loop follows. */
export interface WatchSpec {
  readonly viewManager: ManagedObjectReference;
  readonly propertyCollector: ManagedObjectReference;
  /** Usually the root folder. */
  readonly container: ManagedObjectReference;
  readonly parts: readonly WatchedPart[];
}

interface CreateOptions {
  readonly signal: AbortSignal;
  /** Milliseconds to the first byte of an answer; by default those of what a server has at hand. */
  readonly headersTimeoutMs?: number;
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
      { signal },
    );
    return new Watch(session, spec, collector);
  }

  /**
   * Creates the filter of a part, or one for several that can share it.
   * @param without paths that the server does not have, by part
   * @throws VimFault and the errors of core/net; nothing of the parts is left then
   */
  async add(
    parts: readonly WatchedPart[],
    without: (id: string) => ReadonlySet<string>,
    how: CreateOptions,
  ): Promise<void> {
    const key = parts.map(({ id }) => id).join(' ');
    const held: [ManagedObjectReference, string][] = [];
    this.#held.set(key, held);
    try {
      const types = parts.flatMap((part) => ('specs' in part ? [] : [part.type]));
      const view = types.length === 0 ? undefined : await this.#createView(types, how);
      if (view !== undefined) held.push([view, 'DestroyView']);
      const filter = await this.#createFirst(specsOf(parts, view, without), how);
      held.unshift([filter, 'DestroyPropertyFilter']);
    } catch (error) {
      await this.drop(key);
      throw error;
    }
  }

  /** Destroys what a part has that does not share its filter. Never throws. */
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

  #createView(type: readonly string[], how: CreateOptions): Promise<ManagedObjectReference> {
    const { viewManager, container } = this.#spec;
    const parameters = { container, type, recursive: true };
    return create(this.#session, viewManager, 'CreateContainerView', parameters, how);
  }

  async #createFirst(
    specs: readonly FilterSpec[],
    how: CreateOptions,
  ): Promise<ManagedObjectReference> {
    for (const [index, spec] of specs.entries())
      try {
        const parameters = { spec, partialUpdates: true };
        return await create(this.#session, this.collector, 'CreateFilter', parameters, how);
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
  { signal, headersTimeoutMs = BOUNDS.quickMs }: CreateOptions,
): Promise<ManagedObjectReference> {
  const made = await session.call(target, method, parameters, { signal, headersTimeoutMs });
  if (isReference(made)) return made;
  throw new SoapError(say('answer.notCreated', { call: method }));
}

/** The alternatives of a part that stands alone, or the one filter of parts that share it. */
function specsOf(
  parts: readonly WatchedPart[],
  view: ManagedObjectReference | undefined,
  without: (id: string) => ReadonlySet<string>,
): readonly FilterSpec[] {
  const own = ({ id, specs }: FilterPart): readonly FilterSpec[] =>
    specs.map(({ propSet, ...rest }) => ({
      ...rest,
      propSet: propSet.map((one) => withoutPaths(one, without(id))),
    }));
  const [first] = parts;
  if (first !== undefined && parts.length === 1 && 'specs' in first) return own(first);
  const ofView = parts.flatMap((part) =>
    'specs' in part ? [] : [withoutPaths(part, without(part.id))],
  );
  const others = parts.flatMap((part) => ('specs' in part ? own(part).slice(0, 1) : []));
  return [joinedSpec(view, ofView, others)];
}

function withoutPaths(
  { type, pathSet = [] }: PropertySpec,
  without: ReadonlySet<string>,
): PropertySpec {
  return { type, all: false, pathSet: pathSet.filter((path) => !without.has(path)) };
}
