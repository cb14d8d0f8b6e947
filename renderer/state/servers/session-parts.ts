import { useMemo } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { Kind } from '#shared/model/kind.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { PartArea, SessionPart } from '#shared/model/session-part.ts';
import { useConnections } from './connections.ts';

/** A part of a server's session that does not show all that the server has. */
export interface MissingPart {
  readonly status: ConnectionStatus;
  readonly part: SessionPart;
}

export interface PartsWanted {
  readonly areas: readonly PartArea[];
  /** Of one server; of all where it is left out. */
  readonly connection?: ConnectionId;
  /** Of parts that bring certain kinds of objects only those that bring this one. */
  readonly kind?: Kind;
}

/** True for a part that does not show all that the server has. */
export function isIncomplete({ state, lacking }: SessionPart): boolean {
  return state === 'failed' || lacking !== undefined;
}

/** What is missing of what somebody looks at. A server that is lost says so itself. */
export function missingParts(
  servers: Iterable<ConnectionStatus>,
  { areas, connection, kind }: PartsWanted,
): readonly MissingPart[] {
  return [...servers].flatMap((status) => {
    const { id, state, parts = [] } = status;
    if ((connection !== undefined && id !== connection) || state === 'offline') return [];
    return parts
      .filter((part) => isIncomplete(part) && areas.includes(part.area))
      .filter(({ kinds }) => kind === undefined || kinds === undefined || kinds.includes(kind))
      .map((part) => ({ status, part }));
  });
}

export function useMissingParts({ areas, connection, kind }: PartsWanted): readonly MissingPart[] {
  const byId = useConnections((state) => state.byId);
  const wanted = areas.join();
  return useMemo(
    () =>
      missingParts(byId.values(), {
        areas: wanted.split(',') as PartArea[],
        ...onlyDefined({ connection, kind }),
      }),
    [byId, wanted, connection, kind],
  );
}
