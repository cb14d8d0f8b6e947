import { useMemo, useState } from 'react';
import type { ObjectKey } from '#shared/model/reference.ts';
import type { Action } from '../../actions/action.ts';
import { useCommonOperations } from '../../actions/use-selection-actions.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { notifyRefused } from '../../actions/registry.ts';
import { t } from '../../i18n/translate.ts';
import { useAlerts, type PageAlert } from '../../state/alerts/alerts.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import type { NodeKey } from '../../state/tree/flat-node.ts';
import { showAlert } from './alert-text.ts';

export interface AlertSelection {
  readonly selected: ReadonlySet<NodeKey>;
  readonly replace: (selected: ReadonlySet<NodeKey>) => void;
  readonly clear: () => void;
}

export interface AlertList {
  readonly selection: AlertSelection;
  /** What can be done with the selected alerts. */
  readonly actions: readonly Action[];
  readonly dismiss: Action | undefined;
}

/** Selection in a list of alerts, and what can be done with it. */
export function useAlertList(keys: readonly ObjectKey[]): AlertList {
  const selection = useSelectedOf(keys);
  const { selected } = selection;
  const several = selected.size > 1;
  const [only] = several ? [] : selected;
  const one = useTargetActions(several ? nobody : selected).actions;
  // Whether it can be dismissed is all that changes in an alert.
  const noticed = useAlerts(({ byKey }) => {
    let count = 0;
    for (const key of selected)
      if (byKey.get(key as ObjectKey)?.acknowledged !== undefined) count += 1;
    return count;
  });
  const all = useCommonOperations(several ? selected : nobody, noticed).actions;
  const offered = several ? all : one;
  const alert = useAlerts((state) => state.byKey.get(only as ObjectKey));
  const actions = useMemo(
    () => [...(alert === undefined ? [] : ofOne(alert)), ...offered.filter(isOfAlerts)],
    [alert, offered],
  );
  return { selection, actions, dismiss: dismissal(offered) };
}

const nobody: ReadonlySet<NodeKey> = new Set();

/** What has left the list is not selected any more. */
function useSelectedOf(keys: readonly ObjectKey[]): AlertSelection {
  const [picked, setPicked] = useState(nobody);
  const selected = useMemo(() => {
    if (picked.size === 0) return picked;
    const there = new Set<NodeKey>(keys);
    return new Set([...picked].filter((key) => there.has(key)));
  }, [picked, keys]);
  return { selected, replace: setPicked, clear: () => setPicked(nobody) };
}

/** A pool's alert is taken off, a vCenter's is acknowledged. */
export function isDismissal(id: string): boolean {
  return id === 'alert.dismiss' || id === 'alert.acknowledge';
}

/** Where both apply, the one that can be run. */
function dismissal(offered: readonly Action[]): Action | undefined {
  const all = offered.filter(({ id }) => isDismissal(id));
  return all.find(({ refused }) => refused === undefined) ?? all[0];
}

/** Tells why, where nothing can be done. */
export function runDismiss(dismiss: Action | undefined): void {
  if (dismiss === undefined) return;
  if (dismiss.refused === undefined) dismiss.run();
  else notifyRefused(dismiss, dismiss.refused);
}

function isOfAlerts({ id, group }: Action): boolean {
  return id.startsWith('alert.') || group === 'copy';
}

function ofOne(alert: PageAlert): readonly Action[] {
  const { connection, target, targetName } = alert;
  const there = target !== undefined && targetName !== undefined;
  return [
    {
      id: 'alert.details',
      label: t('alerts.details'),
      group: 'alert',
      shortcut: 'Enter',
      run: () => showAlert(alert),
    },
    {
      id: 'alert.go',
      label: t('alerts.go'),
      group: 'alert',
      ...(!there && { refused: t('alerts.go.none') }),
      run: () => {
        if (target !== undefined) goTo({ connection, ref: target });
      },
    },
  ];
}
