import { useMemo } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { inWords } from '../../i18n/translate.ts';
import type { Action } from '../../actions/action.ts';
import { isOfSnapshots, operationAction } from '../../actions/operation-action.ts';
import { startOperation } from '../../actions/run-operation.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';

export interface SnapshotActions {
  /** On the machine: take one, delete all. */
  readonly machine: readonly Action[];
  /** On the chosen snapshot. */
  readonly snapshot: readonly Action[];
}

/** What can be done with a machine's snapshots, live. */
export function useSnapshotActions(
  address: ObjectAddress,
  node: SnapshotNode | undefined,
): SnapshotActions {
  const { connection, ref } = address;
  const link = useLink();
  const status = useConnection(connection);
  const own = useDerived('offers', address, status?.state);
  const elsewhere = node === undefined || node.target === ref ? null : node.target;
  const target = useDerived(
    'offers',
    elsewhere === null ? null : { connection, ref: elsewhere },
    status?.state,
  );
  return useMemo(() => {
    const offers = node?.target === ref ? own.data : target.data;
    return {
      machine: machineActions(link, { connection, ref }, own.data ?? []),
      snapshot: node === undefined ? [] : nodeActions(link, connection, node, offers ?? []),
    };
  }, [own.data, target.data, node, connection, ref, link]);
}

function machineActions(
  link: Link,
  address: ObjectAddress,
  offers: readonly OperationOffer[],
): readonly Action[] {
  const name = rowOf(address)?.name ?? address.ref;
  return offers
    .filter((offer) => isOfSnapshots(offer) && offer.part !== true)
    .map((offer) => toAction(offer, () => startOperation(link, address, name, offer)));
}

/** What a snapshot says can be done with it, as far as its target offers that. */
function nodeActions(
  link: Link,
  connection: ConnectionId,
  node: SnapshotNode,
  offers: readonly OperationOffer[],
): readonly Action[] {
  const { name, description, target, preset, operations } = node;
  const suggested = { name, ...onlyDefined({ description }) };
  return operations.flatMap((id) => {
    const offer = offers.find((one) => one.id === id);
    if (offer === undefined) return [];
    const address = { connection, ref: target };
    return [
      toAction(offer, () => startOperation(link, address, name, offer, { preset, suggested })),
    ];
  });
}

function toAction(offer: OperationOffer, run: () => void): Action {
  return {
    ...operationAction(offer, []),
    ...(offer.refused !== undefined && { refused: inWords(offer.refused) }),
    run,
  };
}
