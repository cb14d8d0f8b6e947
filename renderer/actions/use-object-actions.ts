import { useMemo } from 'react';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { MorefError } from '#shared/model/error.ts';
import { useLink } from '../bridge/link-context.ts';
import { useDerived } from '../bridge/use-derived.ts';
import { t } from '../i18n/translate.ts';
import { useConnections } from '../state/connections.ts';
import { iconNamed, type IconName } from '../ui/icon-paths.ts';
import type { Action } from './action.ts';
import { copyActions } from './copy.ts';
import { startOperation } from './run-operation.ts';

/** Icons of the operations that every family knows; a provider's own choice comes first. */
const operationIcons: Readonly<Record<string, IconName>> = {
  'power.on': 'play',
  'power.off': 'stop',
  'power.suspend': 'pause',
  'power.reset': 'reset',
  'guest.shutdown': 'power',
  'guest.reboot': 'refresh',
  rename: 'edit',
};

export interface ObjectActions {
  readonly operations: readonly Action[];
  readonly copies: readonly Action[];
  readonly error: MorefError | null;
}

/** What can be done to an object now, live. */
export function useObjectActions(address: ObjectAddress, row: Row): ObjectActions {
  const link = useLink();
  const { connection, ref } = address;
  const state = useConnections((all) => all.byId.get(connection)?.state);
  const { data, error } = useDerived('offers', { connection, ref }, state);
  const reachable = state === 'live' || state === 'syncing';
  return useMemo(
    () => ({
      operations: (data ?? []).map((offer) =>
        operationAction(reachable ? offer : unreachable(offer), { connection, ref }, row, link),
      ),
      copies: copyActions(connection, row),
      error,
    }),
    [data, error, connection, ref, row, link, reachable],
  );
}

/** Nothing can be done on a server that cannot be reached, whatever it allowed before. */
function unreachable(offer: OperationOffer): OperationOffer {
  return { ...offer, refused: t('operation.unreachable') };
}

function operationAction(
  offer: OperationOffer,
  address: ObjectAddress,
  row: Row,
  link: Parameters<typeof startOperation>[0],
): Action {
  const icon = iconNamed(offer.icon) ?? operationIcons[offer.id];
  return {
    id: offer.id,
    label: offer.label,
    group: offer.group,
    ...(icon === undefined ? {} : { icon }),
    ...(offer.id === 'rename' ? { shortcut: 'F2' } : {}),
    ...(offer.refused === undefined ? {} : { refused: offer.refused }),
    run: () => startOperation(link, address, row.name, offer),
  };
}
