import { useMemo } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { Link } from '../bridge/link.ts';
import { useLink } from '../bridge/link-context.ts';
import { useDerived } from '../bridge/use-derived.ts';
import { inWords, t } from '../i18n/translate.ts';
import type { ConnectionId, ObjectAddress, Ref } from '#shared/model/reference.ts';
import { showDialog } from '../state/dialogs.ts';
import type { NodeSet } from '../state/selection/node-set.ts';
import { nodeKey, type NodeKey } from '../state/tree/flat-node.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action, TargetActions } from './action.ts';
import { inOrderOfUse } from './action-order.ts';
import { copyActions } from './copy.ts';
import { copyLinkAction } from './open-link.ts';
import { operationAction } from './operation-action.ts';
import { startOperation } from './run-operation.ts';
import { openWindowAction } from './window-actions.ts';
import { openTabAction } from './tab-actions.ts';
import { settingsFor } from './settings.ts';
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
    const about = { address: { connection, ref }, objectName: row?.name ?? ref };
    const asked = reachable ? offers : offers.map(unreachable);
    const operations = asked.map((offer) => offerAction(link, about, offer, asked));
    return {
      actions: [
        ...inOrderOfUse(operations),
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

interface About {
  readonly address: ObjectAddress;
  readonly objectName: string;
}

/** What can be changed is changed among the settings, which are shown also where it cannot be changed now. */
function offerAction(
  link: Link,
  about: About,
  offer: OperationOffer,
  all: readonly OperationOffer[],
): Action {
  const settings = settingsFor(offer, all);
  const show = settings && (() => showSettings(about, settings, offer));
  return {
    ...operationAction(offer, all),
    ...(offer.refused !== undefined && { refused: inWords(offer.refused) }),
    run: show ?? (() => startOperation(link, about.address, about.objectName, offer)),
    ...(show !== undefined && { show }),
  };
}

function showSettings(about: About, offer: OperationOffer, { id }: OperationOffer): void {
  const at = id === offer.id ? {} : { at: { operation: id } };
  showDialog({ kind: 'settings', ...about, offer, ...at });
}

const nothing: TargetActions = { actions: [], loading: false, error: null };

/** Nothing can be done on a server that cannot be reached, whatever it allowed before. */
function unreachable(offer: OperationOffer): OperationOffer {
  return { ...offer, refused: t('operation.unreachable') };
}
