import type { ReactElement } from 'react';
import type { ConnectionId, Ref } from '#shared/model/reference.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { useInventory } from '../../state/inventory/inventory-store.ts';
import { noTrouble, type Trouble } from '../../state/inventory/trouble.ts';
import { isGroup } from '../../state/tree/tree-groups.ts';
import { Icon } from '../../ui/icons/icon.tsx';

interface TroubleSignProps {
  readonly connection: ConnectionId;
  readonly reference: Ref | null;
}

/** The worst state of what is below a line, and how many objects are in it. */
export function TroubleSign({ connection, reference }: TroubleSignProps): ReactElement | null {
  const order = useConnections((state) => state.order);
  const ofGroup = isGroup(connection);
  const errors = useInventory((state) => sumOf(state.branches, 'errors'));
  const warnings = useInventory((state) => sumOf(state.branches, 'warnings'));
  function sumOf(
    branches: ReturnType<typeof useInventory.getState>['branches'],
    what: keyof Trouble,
  ): number {
    const below = (server: ConnectionId, ref: Ref | null): number =>
      (branches.get(server)?.shown.troubleBelow(ref) ?? noTrouble)[what];
    if (!ofGroup) return below(connection, reference);
    const group = connection as string as Ref;
    return order.reduce((sum, server) => sum + below(server, group), 0);
  }
  const worst = errors > 0 ? errors : warnings;
  if (worst === 0) return null;
  const texts = [
    ...(errors > 0 ? [t('tree.trouble.errors', { count: errors })] : []),
    ...(warnings > 0 ? [t('tree.trouble.warnings', { count: warnings })] : []),
  ];
  return (
    <span
      className={`tree-trouble ${errors > 0 ? 'tone-error' : 'tone-warn'}`}
      title={texts.join('\n')}
      role="img"
      aria-label={texts.join(', ')}
    >
      <Icon name="trouble" size={12} />
      {formatNumber(worst)}
    </span>
  );
}
