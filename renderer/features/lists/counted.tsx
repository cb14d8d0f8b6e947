import type { ReactElement } from 'react';
import type { ListCounts } from '../../state/workspace/workspace.ts';
import { useListCounts } from './use-list-counts.ts';
import type { ListScope } from './use-view.ts';

/** Renders with how many objects each list of a scope holds. */
export function Counted(props: {
  readonly scope: ListScope;
  readonly render: (counts: ListCounts) => ReactElement;
}): ReactElement {
  return props.render(useListCounts(props.scope));
}
