import type { ReactElement } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import { groupName } from '../../state/tree/group-names.ts';
import { groupAt } from '../../state/tree/tree-groups.ts';
import { Icon } from '../../ui/icons/icon.tsx';

/** The line of a group: its value, and how many objects have it. */
export function GroupLine({ group }: { readonly group: ConnectionId }): ReactElement {
  const order = useConnections((state) => state.order);
  const count = useInventory((state) =>
    order.reduce(
      (sum, server) =>
        sum + (state.branches.get(server)?.shown.members(group as string as Ref).length ?? 0),
      0,
    ),
  );
  const at = groupAt(group);
  return (
    <>
      <Icon name="layers" size={18} />
      <span translate="no" className="tree-name tree-server">
        {at === undefined ? group : groupName(at)}
      </span>
      <span className="tree-group-count">{formatNumber(count)}</span>
    </>
  );
}
