import type { ReactElement, ReactNode } from 'react';
import { alertSeverities, isOpenAlert } from '#shared/model/alert.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import { isFinished, type Task } from '#shared/model/task.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatDuration, formatPercent } from '../../../i18n/format.ts';
import { inWords, t, wordsOf } from '../../../i18n/translate.ts';
import { useAlerts, type PageAlert } from '../../../state/alerts/alerts.ts';
import { useNow } from '../../../state/clock.ts';
import { serverName } from '../../../state/servers/connections.ts';
import type { BadObject } from '../../../state/servers/estate.ts';
import { goTo, visit } from '../../../state/workspace/navigation.ts';
import { useTasks } from '../../../state/tasks/task-store.ts';
import { isIncomplete } from '../../../state/servers/session-parts.ts';
import { measureWords } from '../../../ui/alert-words.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { describeIcon } from '../../../ui/names.ts';
import { ObjectIcon } from '../../../ui/icons/object-icon.tsx';
import { Said } from '../../../ui/said.tsx';
import { stateText } from '../../../ui/servers/server-state.tsx';

/** Lines of a card; more are counted. */
const most = 8;

function Card(props: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}): ReactElement {
  const { title, count, children } = props;
  return (
    <section className="fact-card sheet-section" aria-label={title}>
      <h3 className="fact-title">{t('sheet.counted', { label: title, count })}</h3>
      <ul className="overview-list">{children}</ul>
      {count > most && (
        <p className="weak overview-more">{t('overview.more', { count: count - most })}</p>
      )}
    </section>
  );
}

/** Servers that are not there, or not whole, and why. */
export function WaitingServers(props: {
  readonly servers: readonly ConnectionStatus[];
}): ReactElement | null {
  const now = useNow();
  const waiting = props.servers.filter(
    ({ state, error, parts = [] }) =>
      error !== undefined || state === 'stale' || state === 'retrying' || parts.some(isIncomplete),
  );
  if (waiting.length === 0) return null;
  return (
    <Card title={t('overview.waiting')} count={waiting.length}>
      {waiting.slice(0, most).map((status) => (
        <li key={status.id}>
          <LinkButton isName onClick={() => visit(status.id)}>
            {serverName(status)}
          </LinkButton>
          <span className="tone-warning">
            {status.error === undefined
              ? status.state === 'live'
                ? t('overview.incomplete')
                : stateText(status, now)
              : inWords(status.error.message)}
          </span>
        </li>
      ))}
    </Card>
  );
}

/** What the servers themselves call bad, and what cannot be reached. */
export function RedObjects({ bad }: { readonly bad: readonly BadObject[] }): ReactElement | null {
  if (bad.length === 0) return null;
  return (
    <Card title={t('overview.red')} count={bad.length}>
      {bad.slice(0, most).map(({ connection, row }) => (
        <li key={`${connection}/${row.ref}`}>
          <span className="sheet-cell">
            <ObjectIcon kind={row.kind} state={row.state} health={row.health} size={14} />
            <LinkButton isName onClick={() => goTo({ connection, ref: row.ref })}>
              {visibleName(row.name)}
            </LinkButton>
          </span>
          <span className="weak">
            {row.facts.note === undefined ? describeIcon(row) : <Said text={row.facts.note} />}
          </span>
        </li>
      ))}
    </Card>
  );
}

/** Alerts of which nobody has taken notice, the worst first. */
export function OpenAlerts({ server }: { readonly server?: ConnectionId }): ReactElement | null {
  const { byKey, order } = useAlerts();
  const now = useNow();
  const open = order
    .flatMap((key) => byKey.get(key) ?? [])
    .filter((alert) => isOpenAlert(alert) && (server === undefined || alert.connection === server))
    .toSorted((a, b) => alertSeverities.indexOf(a.severity) - alertSeverities.indexOf(b.severity));
  if (open.length === 0) return null;
  return (
    <Card title={t('tab.alerts')} count={open.length}>
      {open.slice(0, most).map((alert) => (
        <AlertLine key={alert.key} alert={alert} now={now} />
      ))}
    </Card>
  );
}

/** What it is, on what, since when, and by which value. */
function AlertLine(props: { readonly alert: PageAlert; readonly now: number }): ReactElement {
  const { alert, now } = props;
  const { title, severity, target, targetName, connection, time } = alert;
  const measure = measureWords(alert, now);
  return (
    <li className="overview-alert">
      <Said className={`severity-${severity}`} text={title} />
      <span className="weak overview-age" title={formatDateTime(time)}>
        {formatDuration(now - time)}
      </span>
      <span className="weak overview-alert-more">
        <Target address={target && { connection, ref: target }} name={wordsOf(targetName)} />
        {measure === '' ? null : ` ${measure}`}
      </span>
    </li>
  );
}

/** What the servers are doing now. */
export function RunningTasks(): ReactElement | null {
  const { byKey, order } = useTasks();
  const running = order.flatMap((key) => byKey.get(key) ?? []).filter((task) => !isFinished(task));
  if (running.length === 0) return null;
  return (
    <Card title={t('overview.running')} count={running.length}>
      {running.slice(0, most).map((task) => (
        <TaskLine key={task.key} task={task}>
          {task.progress === undefined ? '' : formatPercent(task.progress / 100)}
        </TaskLine>
      ))}
    </Card>
  );
}

const dayMs = 24 * 3_600_000;

/** What failed since yesterday. */
export function FailedTasks(): ReactElement | null {
  const { byKey, order } = useTasks();
  const now = useNow();
  const failed = order
    .flatMap((key) => byKey.get(key) ?? [])
    .filter(({ state, finishedAt = 0 }) => state === 'error' && now - finishedAt < dayMs);
  if (failed.length === 0) return null;
  return (
    <Card title={t('overview.failed')} count={failed.length}>
      {failed.slice(0, most).map((task) => (
        <TaskLine key={task.key} task={task}>
          <span className="tone-error">
            {task.error !== undefined && <Said text={task.error.message} />}
          </span>
        </TaskLine>
      ))}
    </Card>
  );
}

function TaskLine(props: { readonly task: Task; readonly children: ReactNode }): ReactElement {
  const { task, children } = props;
  const { connection, target, targetName, name } = task;
  return (
    <li>
      <span>
        <Said text={name} />{' '}
        <Target address={target && { connection, ref: target }} name={wordsOf(targetName)} />
      </span>
      <span className="weak">{children}</span>
    </li>
  );
}

function Target(props: {
  readonly address: ObjectAddress | undefined;
  readonly name: string | undefined;
}): ReactElement | null {
  const { address, name } = props;
  if (name === undefined) return null;
  if (address === undefined) return <span translate="no">{visibleName(name)}</span>;
  return (
    <LinkButton isName onClick={() => goTo(address)}>
      {visibleName(name)}
    </LinkButton>
  );
}
