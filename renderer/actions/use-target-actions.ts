import { useMemo } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import { useLink } from '../bridge/link-context.ts';
import { useDerived } from '../bridge/use-derived.ts';
import { inWords, t } from '../i18n/translate.ts';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import type { NodeSet } from '../state/selection/node-set.ts';
import { nodeKey, type NodeKey } from '../state/tree/flat-node.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action, TargetActions } from './action.ts';
import { copyActions } from './copy.ts';
import { copyLinkAction } from './open-link.ts';
import { operationAction } from './operation-action.ts';
import { startOperation } from './run-operation.ts';
import { openWindowAction } from './window-actions.ts';
import { openTabAction } from './tab-actions.ts';
import { serverActions } from './server-actions.ts';
import { useObjectAt, type CurrentObject } from './use-current-object.ts';
import { useSelectionActions } from './use-selection-actions.ts';

const nobody: NodeSet = new Set<NodeKey>();

/** What can be done to the nodes now, live. */
export function useTargetActions(selected: NodeSet): TargetActions {
  const several = selected.size > 1;
  const [only = null] = several ? [] : selected;
  const one = useNodeActions(useObjectAt(only));
  const many = useSelectionActions(several ? selected : nobody);
  return several ? many : one;
}

function useNodeActions({ connection, ref, status, row }: CurrentObject): TargetActions {
  const link = useLink();
  const address = connection === null || ref === null ? null : { connection, ref };
  const state = status?.state;
  const { data, error } = useDerived('offers', address, state);
  const reachable = state === 'live' || state === 'syncing';
  const keys = useWorkspace((workspace) => workspace.keys);
  return useMemo(() => {
    void keys;
    if (connection === null || status === undefined) return nothing;
    if (ref === null)
      return {
        ...nothing,
        actions: [...serverActions(status, link), ...elsewhereActions(connection, null)],
      };
    const offers = (data ?? []).filter(({ part }) => part !== true);
    const operations = offers.map((offer): Action => {
      const asked = reachable ? offer : unreachable(offer);
      return {
        ...operationAction(asked, offers),
        ...(asked.refused !== undefined && { refused: inWords(asked.refused) }),
        run: () => startOperation(link, { connection, ref }, row?.name ?? ref, asked),
      };
    });
    return {
      actions: [
        ...operations,
        ...(row === undefined ? [] : copyActions(connection, row)),
        ...elsewhereActions(connection, ref),
      ],
      loading: data === undefined && error === null,
      error: error?.kind === 'missing' ? null : error,
    };
  }, [data, error, connection, ref, row, status, link, reachable, keys]);
}

/** A node is also looked at elsewhere: in another tab or window, or by whom one sends a link. */
function elsewhereActions(connection: ConnectionId, ref: Ref | null): readonly Action[] {
  const node = nodeKey(connection, ref);
  return [copyLinkAction(connection, ref), openTabAction(node), openWindowAction(node)];
}

const nothing: TargetActions = { actions: [], loading: false, error: null };

/** Nothing can be done on a server that cannot be reached, whatever it allowed before. */
function unreachable(offer: OperationOffer): OperationOffer {
  return { ...offer, refused: t('operation.unreachable') };
}
