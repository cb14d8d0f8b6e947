import type { ReactElement } from 'react';
import type { ConsoleState, ConsoleView } from '#shared/model/console.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { operationAction } from '../../actions/operation-action.ts';
import { startOperation } from '../../actions/run-operation.ts';
import { useLink } from '../../bridge/link-context.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { t, wordsOf, type MessageKey } from '../../i18n/translate.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { ActionButton } from '../../ui/actions/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icons/icon-paths.ts';

const said: Readonly<Record<Exclude<ConsoleState, 'ready'>, readonly [IconName, MessageKey]>> = {
  off: ['power', 'console.page.off'],
  suspended: ['pause', 'console.page.suspended'],
  paused: ['pause', 'console.page.paused'],
  absent: ['clock', 'console.page.absent'],
};

/** A machine that shows nothing now: why, and what helps. */
export function StillConsole(props: {
  readonly address: ObjectAddress;
  readonly view: ConsoleView;
}): ReactElement | null {
  const { address, view } = props;
  if (view.state === 'ready') return null;
  const [icon, title] = said[view.state];
  return (
    <EmptyState
      icon={icon}
      title={t(title)}
      {...(view.state === 'absent' && { text: t('console.page.absent.help') })}
    >
      {view.helps !== undefined && <Helps address={address} operation={view.helps} />}
    </EmptyState>
  );
}

function Helps(props: {
  readonly address: ObjectAddress;
  readonly operation: string;
}): ReactElement | null {
  const { address, operation } = props;
  const link = useLink();
  const { data } = useDerived('offers', address, useConnection(address.connection)?.state);
  const offer = data?.find(({ id }) => id === operation);
  if (offer === undefined) return null;
  const refused = wordsOf(offer.refused);
  const name = rowOf(address)?.name ?? address.ref;
  const action = {
    ...operationAction(offer, []),
    ...(refused !== undefined && { refused }),
    run: () => startOperation(link, address, name, offer),
  };
  return <ActionButton action={action} />;
}
