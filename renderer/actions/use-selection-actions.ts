import { useMemo } from 'react';
import { selectionLimit } from '#shared/contract/selection-params.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Row } from '#shared/model/row.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import { grouped } from '#shared/model/selection.ts';
import { useCallQuery } from '../bridge/use-call.ts';
import { useLink } from '../bridge/link-context.ts';
import { formatNumber } from '../i18n/format.ts';
import { inWords, t } from '../i18n/translate.ts';
import { useConnections } from '../state/servers/connections.ts';
import { showDialog } from '../state/dialogs.ts';
import { rowOf } from '../state/inventory/inventory-store.ts';
import { FoundSet } from '../state/selection/found-set.ts';
import type { NodeSet } from '../state/selection/node-set.ts';
import {
  addressesOf,
  nodesOf,
  notCounted,
  useSelectionFacts,
  type SelectionFacts,
} from '../state/selection/selection.ts';
import { useDebounced } from '../state/use-debounced.ts';
import { named, selectionOf, targetOf } from '../state/selection/target.ts';
import type { NodeKey } from '../state/tree/flat-node.ts';
import type { Action, TargetActions } from './action.ts';
import { closeConnection, openConnection } from './connect.ts';
import { copyText } from './copy.ts';
import { settingsFor } from './settings.ts';
import { operationAction } from './operation-action.ts';

/** Whoever is still selecting is not asked about, in milliseconds. */
const stillness = 150;

/** A selection that is not about to change: all that a search found was selected at once. */
function useDebouncedSelection(selected: NodeSet): NodeSet {
  return useDebounced(selected, selected instanceof FoundSet ? 0 : stillness);
}

/** A larger selection is asked about roughly first: the bar is there before all objects have been looked at. */
const many = 5000;

/** What can be done to a selection, and whether all its objects have been looked at for it. */
function useCommonOffers(selected: NodeSet, facts: SelectionFacts, enabled: boolean) {
  const isLarge = facts.objects > many;
  const asked = { key: [idOf(selected), facts.signature], keepFor: idOf(selected) };
  const rough = useCallQuery(
    'operations.common',
    () => ({ objects: selectionOf(selected), roughly: true }),
    { ...asked, key: [idOf(selected), 'roughly'], enabled: enabled && isLarge },
  );
  const isCounted = facts.signature !== notCounted;
  const whole = useCallQuery('operations.common', () => ({ objects: selectionOf(selected) }), {
    ...asked,
    enabled: enabled && isCounted && (!isLarge || rough.data !== undefined || rough.error !== null),
  });
  return whole.data === undefined && whole.error === null && isLarge
    ? { ...rough, isRough: true }
    : { ...whole, isRough: false };
}

/** What can be done to several objects at once. Empty for an empty selection. */
export function useSelectionActions(selected: NodeSet): TargetActions {
  const link = useLink();
  const settled = useDebouncedSelection(selected);
  const facts = useSelectionFacts(settled);
  const tooMany = facts.objects > selectionLimit;
  const enabled = facts.objects > 0 && !tooMany;
  const { data, error, isPlaceholderData, isRough } = useCommonOffers(settled, facts, enabled);
  return useMemo(() => {
    const offers = (data ?? []).filter(({ part }) => part !== true);
    const servers = facts.byServer.length;
    const operations = offers.map(
      (offer): Action => ({
        ...(isRough ? roughAction(offer, offers, servers) : commonAction(offer, offers, servers)),
        // What is selected by then, also where the offer is still of what was selected before: the dialog looks at each object.
        run: () => {
          const settings = settingsFor(offer, offers) ?? offer;
          const at = settings === offer ? {} : { at: offer.id };
          showDialog({ kind: 'bulk', target: targetOf(selected), offer: settings, ...at });
        },
      }),
    );
    return {
      actions: [
        ...operations,
        ...(settled === selected ? serverGroupActions(facts, link) : []),
        ...copies(selected),
      ],
      loading: settled !== selected || (facts.objects > 0 && data === undefined && error === null),
      error: tooMany ? tooManyError(facts.objects) : isPlaceholderData ? null : error,
    };
  }, [data, error, isPlaceholderData, isRough, settled, selected, facts, tooMany, link]);
}

/** What can be done to several objects that stand in no tree; asked for again when their `state` is another. */
export function useCommonOperations(selected: ReadonlySet<NodeKey>, state: number): TargetActions {
  const settled = useDebounced(selected, stillness);
  const objects = settled.size;
  const tooMany = objects > selectionLimit;
  const { data, error } = useCallQuery(
    'operations.common',
    () => ({ objects: grouped(addressesOf(settled)) }),
    { key: [idOf(settled), state], keepFor: idOf(settled), enabled: objects > 0 && !tooMany },
  );
  return useMemo(
    () => ({
      actions: (data ?? []).map((offer) => ({
        ...commonAction(offer, data ?? [], 1),
        run: () => showDialog({ kind: 'bulk', target: named(addressesOf(selected)), offer }),
      })),
      loading: settled !== selected || (objects > 0 && data === undefined && error === null),
      error: tooMany ? tooManyError(objects) : error,
    }),
    [data, error, settled, selected, objects, tooMany],
  );
}

function commonAction(
  offer: CommonOffer,
  all: readonly CommonOffer[],
  servers: number,
): Omit<Action, 'run'> {
  const { runnable, done, refused: others } = offer;
  const asksServer = offer.inputs?.some(({ type }) => type === 'lookup') === true;
  const refused = needsOwnName(offer)
    ? t('bulk.ownName')
    : servers > 1 && asksServer
      ? t('bulk.oneServer')
      : runnable > 0
        ? undefined
        : offer.reason !== undefined
          ? inWords(offer.reason)
          : t(done > 0 ? 'bulk.allDone' : 'bulk.noneApplies');
  const detail =
    runnable > 0 && done + others > 0
      ? t('bulk.of', { count: runnable, total: runnable + done + others })
      : undefined;
  return {
    ...operationAction(offer, all),
    ...onlyDefined({ refused }),
    ...(detail !== undefined && { detail, badge: formatNumber(runnable) }),
  };
}

/** Before all objects have been looked at there are no figures, and what applies to none of some may apply to others. */
function roughAction(
  offer: CommonOffer,
  all: readonly CommonOffer[],
  servers: number,
): Omit<Action, 'run'> {
  const { detail: _detail, badge: _badge, ...action } = commonAction(offer, all, servers);
  return offer.runnable > 0 ? action : { ...action, refused: t('common.loading') };
}

/** One name for many objects makes no sense; every other setting does. */
function needsOwnName({ id, group, inputs }: CommonOffer): boolean {
  const names = inputs?.some((input) => input.name === 'name' && input.required) === true;
  return /(^|\.)rename$/.test(id) || (group === 'create' && names);
}

/** Servers that are selected themselves can be connected and disconnected together. */
function serverGroupActions(
  { servers, objects }: SelectionFacts,
  link: ReturnType<typeof useLink>,
): readonly Action[] {
  if (servers.length === 0 || objects > 0) return [];
  const known = useConnections.getState().byId;
  const offline = servers.filter((id) => known.get(id)?.state === 'offline');
  const open = servers.filter((id) => known.get(id)?.state !== 'offline');
  return [
    {
      id: 'server.connect',
      label: t('server.connect'),
      group: 'connection',
      icon: 'plug',
      detail: formatNumber(offline.length),
      ...(offline.length === 0 && { refused: t('bulk.allDone') }),
      run: () => offline.forEach((id) => void openConnection(link, id)),
    },
    {
      id: 'server.disconnect',
      label: t('server.disconnect'),
      group: 'connection',
      icon: 'unplug',
      detail: formatNumber(open.length),
      ...(open.length === 0 && { refused: t('bulk.allDone') }),
      run: () => open.forEach((id) => void closeConnection(link, id)),
    },
  ];
}

function copies(selected: NodeSet): readonly Action[] {
  const lines = (text: (row: Row) => string): string =>
    [...nodesOf(selected)]
      .flatMap(({ connection, ref }) => {
        const row = ref === null ? undefined : rowOf({ connection, ref });
        return row === undefined ? [] : [text(row)];
      })
      .join('\n');
  return [
    {
      id: 'copy.name',
      label: t('object.copyNames'),
      group: 'copy',
      icon: 'copy',
      run: () => void copyText(lines(({ name }) => name)),
    },
    {
      id: 'copy.ref',
      label: t('object.copyRefs'),
      group: 'copy',
      icon: 'copy',
      run: () => void copyText(lines(({ ref }) => ref)),
    },
  ];
}

function tooManyError(count: number): TargetActions['error'] {
  return {
    kind: 'invalid',
    message: t('bulk.tooMany', { count, limit: selectionLimit }),
  };
}

const ids = new WeakMap<NodeSet, number>();
let lastId = 0;

/** Tells selections apart without comparing them. */
function idOf(selected: NodeSet): number {
  const known = ids.get(selected);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(selected, lastId);
  return lastId;
}
