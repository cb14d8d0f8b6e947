import { useEffect } from 'react';
import { create } from 'zustand';
import { t } from '../i18n/translate.ts';
import type { NodeSet } from '../state/selection/node-set.ts';
import { notify } from '../state/notices.ts';
import type { NodeKey } from '../state/tree/flat-node.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import type { Action, TargetActions } from './action.ts';
import { operationKeys } from './operation-action.ts';
import { matchesShortcut, runShortcut, type KeyPress } from './shortcut.ts';
import { useTargetActions } from './use-target-actions.ts';

interface RegistryState extends TargetActions {
  /** The selection that the actions are for. */
  readonly target: NodeSet;
}

/** What can be done to the selection now: the one source of toolbar, context menu, palette and shortcuts. */
export const useRegistry = create<RegistryState>(() => ({
  target: new Set<NodeKey>(),
  actions: [],
  loading: false,
  error: null,
}));

/** Keeps the registry up to date. Mounted once. */
export function useRegister(): void {
  const target = useWorkspace((state) => state.selected);
  const known = useTargetActions(target);
  useEffect(() => {
    useRegistry.setState({ target, ...known });
    runAwaited();
  }, [target, known]);
}

/** A key that was pressed before it was known what it does to the selection. */
let awaited: { readonly press: KeyPress; readonly target: NodeSet } | null = null;

/** Does to the selection what the key stands for; false if it stands for nothing. */
export function pressOnSelection(press: KeyPress): boolean {
  awaited = null;
  const { selected } = useWorkspace.getState();
  const { target, loading, actions } = useRegistry.getState();
  if (target === selected && runShortcut(press, actions, notifyRefused)) return true;
  const meaning = operationKeys().some((one) => matchesShortcut(press, one));
  if (meaning && (target !== selected || loading)) awaited = { press, target: selected };
  return meaning;
}

function runAwaited(): void {
  const { target, loading, actions } = useRegistry.getState();
  if (awaited === null || loading) return;
  const { press, target: meant } = awaited;
  if (meant === target) runShortcut(press, actions, notifyRefused);
  if (useWorkspace.getState().selected !== meant || meant === target) awaited = null;
}

/** Says in passing why a key does nothing. */
export function notifyRefused({ label }: Action, reason: string): void {
  notify(t('operation.refused', { operation: label.replace(/…$/, ''), reason }));
}
