import { BOUNDS } from '../../../../net/bounds.ts';
import { PageGuard } from '../../../../net/page-guard.ts';
import { isFault } from '../soap/soap-error.ts';
import type { Session } from '../session/vim-session.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../values.ts';
import type { FilterSpec } from './specs.ts';
import { readContents } from './read-updates.ts';
import { saysNotAuthenticated, type WireObjectContent } from './wire-update.ts';

export interface RetrieveOptions {
  /** Objects in one answer at most; the server may send fewer. Absent: the server decides. */
  readonly maxObjects?: number;
  readonly signal?: AbortSignal;
}

type OnObjects = (objects: readonly WireObjectContent[]) => Promise<void> | void;

/** The specs without an object that is gone; null where it was not listed. */
function without(
  specs: readonly FilterSpec[],
  gone: VimValue | undefined,
): readonly FilterSpec[] | null {
  const id = (gone as Partial<ManagedObjectReference> | undefined)?.value;
  let found = false;
  const rest = specs.map((spec) => {
    const objectSet = spec.objectSet.filter(({ obj }) => obj.value !== id);
    found ||= objectSet.length < spec.objectSet.length;
    return { ...spec, objectSet };
  });
  return found ? rest.filter(({ objectSet }) => objectSet.length > 0) : null;
}

/**
 * Reads properties page by page and hands objects out as they arrive. Unreadable paths are in each
 * object's missingSet. Not repeated after a new login, because items were handed out already.
 */
export async function streamProperties(
  session: Session,
  collector: ManagedObjectReference,
  specSet: readonly FilterSpec[],
  onObjects: OnObjects,
  options: RetrieveOptions = {},
): Promise<void> {
  const { signal } = options;
  const call = { headersTimeoutMs: BOUNDS.slowMs, ...(signal !== undefined && { signal }) };
  const guard = new PageGuard('RetrievePropertiesEx');
  let first: string | undefined;
  const stream = {
    owner: 'RetrieveResult',
    field: 'objects',
    items: (items: readonly VimRecord[]) => {
      const objects = readContents(items, (what) => session.found(what));
      first ??= JSON.stringify(objects[0]?.obj);
      return onObjects(objects);
    },
  };
  const limits = options.maxObjects === undefined ? {} : { maxObjects: options.maxObjects };
  let page = await session.patience.ask(whatOf(specSet), (patient) =>
    session.call(
      collector,
      'RetrievePropertiesEx',
      { specSet, options: limits },
      { ...call, ...patient },
      stream,
    ),
  );
  // The server cuts by its own policy even where no maximum is asked for.
  for (let token = tokenOf(page); token !== undefined; token = tokenOf(page)) {
    guard.next(token, first);
    first = undefined;
    page = await session.call(collector, 'ContinueRetrievePropertiesEx', { token }, call, stream);
  }
}

/** What is asked for, whichever objects it is of. */
function whatOf(specSet: readonly FilterSpec[]): string {
  return specSet
    .flatMap(({ propSet }) => propSet)
    .map(({ type, pathSet = [] }) => `${type} ${pathSet.join(' ')}`)
    .join(', ');
}

function tokenOf(page: VimValue | undefined): string | undefined {
  const token = (page as VimRecord | undefined)?.token;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/**
 * Reads properties to the end. Objects that no longer exist are left out; after an expired session it logs
 * in again and reads once more.
 */
export async function retrieveProperties(
  session: Session,
  collector: ManagedObjectReference,
  specSet: readonly FilterSpec[],
  options: RetrieveOptions = {},
): Promise<readonly WireObjectContent[]> {
  const { generation } = session;
  const objects = await collect(session, collector, specSet, options);
  // Without a session vCenter does not fault here: it reports every path as missing.
  const unauthenticated = objects.some(({ missingSet }) => saysNotAuthenticated(missingSet));
  if (!unauthenticated || !(await session.renew(generation))) return objects;
  return collect(session, collector, specSet, options);
}

async function collect(
  session: Session,
  collector: ManagedObjectReference,
  specSet: readonly FilterSpec[],
  options: RetrieveOptions,
): Promise<readonly WireObjectContent[]> {
  let specs: readonly FilterSpec[] = specSet;
  while (specs.length > 0) {
    const objects: WireObjectContent[] = [];
    try {
      await streamProperties(
        session,
        collector,
        specs,
        (items) => void objects.push(...items),
        options,
      );
      return objects;
    } catch (error) {
      if (!isFault(error, 'ManagedObjectNotFound')) throw error;
      const rest = without(specs, error.fault.obj);
      if (rest === null) throw error;
      specs = rest;
    }
  }
  return [];
}
