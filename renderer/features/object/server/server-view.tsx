import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMemo, type ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { serverActions } from '../../../actions/server-actions.ts';
import { useLink } from '../../../bridge/link-context.ts';
import { formatDateTime } from '../../../i18n/format.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { serverName } from '../../../state/servers/connections.ts';
import { showDialog } from '../../../state/dialogs.ts';
import { useInventory } from '../../../state/inventory/inventory-store.ts';
import { EnvironmentMark } from '../../../ui/servers/environment.tsx';
import { FactCard } from '../../../ui/fact-list.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { certificateAge } from '../../../ui/servers/certificate-age.ts';
import { stateText } from '../../../ui/servers/server-state.tsx';
import { Children } from '../children.tsx';
import { Capacity, States } from '../overview/estate-cards.tsx';
import { OpenAlerts, RedObjects } from '../overview/overview-lists.tsx';
import { estateOf } from '../../../state/servers/estate.ts';
import { Freshness } from '../freshness.tsx';
import type { ObjectParts } from '../object-parts.ts';
import { ServerTabs } from './server-tabs.tsx';
import { SessionParts } from './session-parts.tsx';

/** A server: how it is connected, what it is, and why it is not live. */
export function ServerView(props: {
  readonly status: ConnectionStatus;
  readonly parts: Pick<ObjectParts, 'api' | 'list' | 'counted' | 'history'>;
}): ReactElement {
  const { status, parts } = props;
  const scope = { connections: [status.id] };
  const actions = serverActions(status, useLink()).filter(({ group }) => group !== 'copy');
  return (
    <article className="object" aria-label={serverName(status)}>
      <header className="object-head">
        <div className="object-title">
          <Icon name="server" size={26} />
          <h2 translate="no" className="object-name selectable ellipsis">
            {serverName(status)}
          </h2>
          <span className="object-kind">{t('server.kind')}</span>
          <EnvironmentMark profile={status.profile} />
          <Freshness status={status} />
        </div>
        <div className="action-bar" role="toolbar" aria-label={t('object.actions')}>
          {actions.map((action) => (
            <Button
              key={action.id}
              variant="outlined"
              color="inherit"
              startIcon={action.icon && <Icon name={action.icon} size={14} />}
              onClick={action.run}
            >
              {action.label}
            </Button>
          ))}
        </div>
      </header>
      {parts.counted(scope, (counts) => (
        <ServerTabs
          summary={<ServerSummary status={status} />}
          counts={counts}
          list={(tab) => parts.list(tab, scope)}
          history={() => parts.history(status.id)}
          api={status.server?.explorable === true ? () => parts.api(status.id) : undefined}
        />
      ))}
    </article>
  );
}

function ServerSummary({ status }: { readonly status: ConnectionStatus }): ReactElement {
  return (
    <>
      {status.error !== undefined && <ConnectionError status={status} />}
      <CertificateEnds status={status} />
      <ServerFacts status={status} />
    </>
  );
}

function CertificateEnds({ status }: { readonly status: ConnectionStatus }): ReactElement | null {
  const text = certificateAge(status, useNow());
  if (text === undefined) return null;
  return (
    <Alert severity="warning" sx={{ m: 1.5, mb: 0 }} role="status">
      <span className="selectable">{text}</span>
    </Alert>
  );
}

function ConnectionError({ status }: { readonly status: ConnectionStatus }): ReactElement | null {
  const { error } = status;
  if (error === undefined) return null;
  return (
    <Alert
      severity={status.state === 'offline' ? 'error' : 'warning'}
      sx={{ m: 1.5, mb: 0 }}
      action={
        <Button
          color="inherit"
          onClick={() => showDialog({ kind: 'error', title: t('server.failed'), error })}
        >
          {t('common.details')}
        </Button>
      }
    >
      <span className="selectable">{inWords(error.message)}</span>
    </Alert>
  );
}

function ServerFacts({ status }: { readonly status: ConnectionStatus }): ReactElement {
  const now = useNow();
  const shown = useInventory((state) => state.branches.get(status.id)?.size ?? 0);
  const { profile, server } = status;
  return (
    <div className="summary">
      <FactCard
        title={t('summary.general')}
        facts={[
          { label: t('summary.state'), value: stateText(status, now) },
          { label: t('summary.since'), value: formatDateTime(status.since) },
          {
            label: t('summary.objects'),
            value: t('summary.objects.text', { shown, cached: status.objects }),
          },
          { label: t('summary.address'), value: profile.address },
          {
            label: t('server.field.protocol'),
            value: profile.protocol && t(`protocol.${profile.protocol}`),
          },
          { label: t('server.field.user'), value: profile.user },
          {
            label: t('server.field.environment'),
            value: profile.environment && t(`environment.${profile.environment}`),
          },
          {
            label: t('certificate.validUntil'),
            value: status.certificate && formatDateTime(status.certificate.validTo),
          },
          { label: t('server.access'), value: profile.readOnly && t('readOnly.help') },
        ]}
      />
      <FactCard
        title={t('summary.product')}
        facts={[
          { label: t('summary.product'), value: server?.product },
          { label: t('summary.version'), value: versionText(server) },
          { label: t('summary.apiVersion'), value: server?.apiVersion },
          { label: t('summary.user'), value: server?.user },
          {
            label: t('summary.instance'),
            value: server?.instanceUuid && (
              <span translate="no" className="mono">
                {server.instanceUuid}
              </span>
            ),
          },
        ]}
      />
      <ServerEstate status={status} />
      <SessionParts status={status} />
      <Children connection={status.id} parent={null} />
    </div>
  );
}

/** All that is summed up is summed up this often, milliseconds. */
const everyMs = 3000;

/** What the server has, and what of it asks for somebody. */
function ServerEstate({ status: { id } }: { readonly status: ConnectionStatus }): ReactElement {
  const tick = Math.floor(useNow() / everyMs);
  const size = useInventory((state) => state.branches.get(id)?.size ?? 0);
  const estate = useMemo(() => {
    void tick;
    void size;
    return estateOf(id);
  }, [id, tick, size]);
  return (
    <>
      <Capacity estate={estate} />
      <States estate={estate} />
      <RedObjects bad={estate.bad} />
      <OpenAlerts server={id} />
    </>
  );
}

function versionText(server: ConnectionStatus['server']): string | undefined {
  if (server === undefined) return undefined;
  return server.build === undefined ? server.version : `${server.version} (${server.build})`;
}
