import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { ConsoleView } from '#shared/model/console.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import { useDerived } from '../../bridge/use-derived.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { askForConsole, useConsoles } from '../../state/consoles.ts';
import { useConnection } from '../../state/servers/connections.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OpenConsole } from './open-console.tsx';
import { StillConsole } from './still-console.tsx';
import { loadRfbScreen, type LoadScreen } from './use-console-line.ts';
import './console.css';

/** The console of an object: what is known of it, and the console itself once somebody asks for it. */
export function ConsolePanel(props: {
  readonly address: ObjectAddress;
  readonly load?: LoadScreen;
}): ReactElement {
  const { address, load = loadRfbScreen } = props;
  const status = useConnection(address.connection);
  const { data, error } = useDerived('console', address, status?.state);
  const asked = useConsoles((state) => state.asked.has(objectKey(address)));
  if (error !== null)
    return (
      <EmptyState icon="alert" title={t('console.page.unknown')} text={inWords(error.message)} />
    );
  if (data === undefined) return <EmptyState icon="clock" title={t('common.loading')} />;
  if (data === null) return <EmptyState icon="vm" title={t('console.page.none')} />;
  if (data.refused !== undefined)
    return (
      <EmptyState icon="lock" title={t('console.page.refused')} text={inWords(data.refused)} />
    );
  if (asked)
    return <OpenConsole key={objectKey(address)} address={address} view={data} load={load} />;
  return data.state === 'ready' ? (
    <Offer address={address} view={data} />
  ) : (
    <StillConsole address={address} view={data} />
  );
}

/** Looking never acts: a console is opened by a click. */
function Offer(props: {
  readonly address: ObjectAddress;
  readonly view: ConsoleView;
}): ReactElement {
  const { host, viewOnly } = props.view;
  const where =
    host === undefined ? t('console.page.offer.help') : t('console.page.offer.at', { host });
  return (
    <EmptyState
      icon="vm"
      title={t('console.page.offer')}
      text={viewOnly === undefined ? where : inWords(viewOnly)}
    >
      <Button variant="contained" onClick={() => askForConsole(props.address)}>
        {t('console.page.open')}
      </Button>
    </EmptyState>
  );
}
