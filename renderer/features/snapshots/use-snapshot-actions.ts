import { useMemo } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import { inWords } from '../../i18n/translate.ts';
import type { Action } from '../../actions/action.ts';
import { isOfSnapshots, operationAction } from '../../actions/operation-action.ts';
import { startOperation } from '../../actions/run-operation.ts';
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
    const vm = rowOf({ connection, ref })?.name ?? ref;
    const toAction = (
      offer: OperationOffer,
      at: ObjectAddress,
      name: string,
      given: Parameters<typeof startOperation>[4],
    ): Action => ({
      ...operationAction(offer, []),
      ...(offer.refused === undefined ? {} : { refused: inWords(offer.refused) }),
      run: () => startOperation(link, at, name, offer, given),
    });
    const offers = node?.target === ref ? own.data : target.data;
    return {
      machine: (own.data ?? [])
        .filter((offer) => isOfSnapshots(offer) && offer.part !== true)
        .map((offer) => toAction(offer, { connection, ref }, vm, {})),
      snapshot:
        node === undefined
          ? []
          : node.operations.flatMap((id) => {
              const offer = offers?.find((one) => one.id === id);
              return offer === undefined
                ? []
                : [
                    toAction(offer, { connection, ref: node.target }, node.name, {
                      preset: node.preset,
                      suggested: {
                        name: node.name,
                        ...(node.description === undefined
                          ? {}
                          : { description: node.description }),
                      },
                    }),
                  ];
            }),
    };
  }, [own.data, target.data, node, connection, ref, link]);
}
