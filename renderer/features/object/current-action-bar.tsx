import type { ReactElement } from 'react';
import { barActions } from '../../actions/action-order.ts';
import { useRegistry } from '../../actions/registry.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionBar } from '../../ui/actions/action-bar.tsx';

/** The bar of what is selected. Between a selection and the answer to what can be done with it, it is empty. */
export function CurrentActionBar(): ReactElement {
  const selected = useWorkspace((state) => state.selected);
  const { target, actions, loading, error } = useRegistry();
  return target === selected ? (
    <ActionBar actions={actions} shown={barActions(actions)} loading={loading} error={error} />
  ) : (
    <ActionBar actions={[]} shown={[]} loading error={null} />
  );
}
