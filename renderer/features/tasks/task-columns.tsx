import type { ReactElement, ReactNode } from 'react';
import type { Run } from '#shared/model/run.ts';
import { isFinished, type Task } from '#shared/model/task.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatDuration, formatUtc } from '../../i18n/format.ts';
import { inWords, t, type MessageKey } from '../../i18n/translate.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { isUnderWay, useRuns } from '../../state/tasks/runs.ts';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import { useTask, useTasks } from '../../state/tasks/task-store.ts';
import type { TableColumn } from '../../ui/data-table/columns/table-column.ts';
import {
  Counts,
  progressOf,
  RunDuration,
  RunProgress,
  serversOf,
  StopButton,
} from './run-cells.tsx';
import { CancelButton, Duration, Outcome, Recent, serverNamed, Target } from './task-cells.tsx';
import { stateText, TaskState } from './task-state.tsx';

type RunLine = TaskLine & { readonly kind: 'run' };

/** What a column says of a task and of a run. */
interface Both<T> {
  readonly task: (task: Task) => T;
  readonly run: (line: RunLine, run: Run | undefined) => T;
}

interface Definition extends Pick<TableColumn<TaskLine>, 'type' | 'numeric'> {
  readonly id: string;
  readonly label: MessageKey;
  readonly width: number;
  readonly text: Both<string>;
  readonly value?: Both<number | null>;
  readonly title?: (line: TaskLine) => string;
  readonly render?: Both<ReactNode>;
}

/** Columns of the tracker, with their width in pixels before anybody changed it. */
const definitions: readonly Definition[] = [
  {
    id: 'name',
    label: 'tasks.column.name',
    width: 250,
    text: {
      task: (task) => inWords(task.name),
      run: (line, run) => inWords(run?.label ?? line.facts.name),
    },
  },
  {
    id: 'target',
    label: 'tasks.column.target',
    width: 160,
    text: {
      task: targetName,
      run: (line, run) => t('tasks.run.objects', { count: progressOf(run, line.facts).total }),
    },
    render: {
      task: (task) => <Target task={task} />,
      run: (line, run) => t('tasks.run.objects', { count: progressOf(run, line.facts).total }),
    },
  },
  {
    id: 'state',
    label: 'tasks.column.state',
    width: 170,
    text: { task: progressText, run: endedText },
    render: {
      task: (task) => (
        <span className="task-cell">
          <TaskState task={task} />
          {task.cancelable && !isFinished(task) && <CancelButton task={task} />}
        </span>
      ),
      run: (line, run) => (
        <span className="task-cell">
          <RunProgress
            name={inWords(run?.label ?? line.facts.name)}
            progress={progressOf(run, line.facts)}
          />
          {run !== undefined && isUnderWay(run) && <StopButton run={run} />}
        </span>
      ),
    },
  },
  {
    id: 'server',
    label: 'tasks.column.server',
    width: 120,
    text: {
      task: ({ connection }) => serverNamed(connection),
      run: ({ facts }) => serversOf(facts),
    },
  },
  {
    id: 'initiator',
    label: 'tasks.column.initiator',
    width: 200,
    text: {
      task: ({ initiator = '' }) => inWords(initiator),
      run: ({ facts: { initiator = '' } }) => inWords(initiator),
    },
  },
  timeColumn('queued', 'tasks.column.queued', {
    task: ({ queuedAt }) => queuedAt,
    run: ({ facts }, run) => run?.startedAt ?? facts.startedAt,
  }),
  timeColumn('started', 'tasks.column.started', {
    task: ({ startedAt }) => startedAt ?? null,
    run: ({ facts }) => facts.startedAt,
  }),
  {
    id: 'duration',
    label: 'tasks.column.duration',
    width: 96,
    type: 'duration',
    text: {
      task: (task) => durationText(durationOf(task)),
      run: (line, run) => durationText(runDuration(line, run)),
    },
    value: { task: durationOf, run: runDuration },
    render: {
      task: (task) => <Duration task={task} />,
      run: ({ facts }, run) => <RunDuration run={run} facts={facts} />,
    },
  },
  {
    id: 'outcome',
    label: 'tasks.column.outcome',
    width: 205,
    text: {
      task: ({ error, result = '', state }) =>
        inWords(error !== undefined && state === 'error' ? error.message : result),
      run: countsText,
    },
    render: {
      task: (task) => <Outcome task={task} />,
      run: (line, run) => <Counts counts={progressOf(run, line.facts).counts} />,
    },
  },
];

function timeColumn(id: string, label: MessageKey, at: Both<number | null>): Definition {
  const said = (ms: number | null): string => (ms === null ? '' : formatDateTime(ms));
  return {
    id,
    label,
    width: 104,
    type: 'time',
    text: { task: (task) => said(at.task(task)), run: (line, run) => said(at.run(line, run)) },
    value: at,
    title: (line) => {
      const ms = readBoth(line, at, null);
      return ms === null ? '' : `${formatDateTime(ms)}\n${formatUtc(ms)}`;
    },
    render: {
      task: (task) => <Recent at={at.task(task) ?? undefined} />,
      run: (line, run) => <Recent at={at.run(line, run) ?? undefined} />,
    },
  };
}

/** In the reader's language. */
export function taskColumns(): readonly TableColumn<TaskLine>[] {
  return definitions.map(({ id, label, width, text, value, title, render, ...rest }) => ({
    ...rest,
    id,
    label: t(label),
    group: t('fieldGroup.general'),
    width,
    usual: true,
    text: (line) => readBoth(line, text, ''),
    ...(value !== undefined && { value: (line: TaskLine) => readBoth(line, value, null) }),
    ...(title !== undefined && { title }),
    render: (line) => <Cell line={line} shown={render ?? text} />,
  }));
}

export function lineName(line: TaskLine): string {
  const [name] = definitions;
  return name === undefined ? '' : readBoth(line, name.text, '');
}

function readBoth<T>(line: TaskLine, both: Both<T>, gone: T): T {
  if (line.kind === 'run') return both.run(line, useRuns.getState().byId.get(line.run));
  const task = useTasks.getState().byKey.get(line.task);
  return task === undefined ? gone : both.task(task);
}

/** A cell follows its task or run: it is drawn anew when that changes, be the line the same. */
function Cell(props: {
  readonly line: TaskLine;
  readonly shown: Both<ReactNode>;
}): ReactElement | null {
  const { line, shown } = props;
  return line.kind === 'run' ? (
    <RunCell line={line} shown={shown} />
  ) : (
    <TaskCell taskKey={line.task} shown={shown} />
  );
}

function TaskCell(props: {
  readonly taskKey: Task['key'];
  readonly shown: Both<ReactNode>;
}): ReactElement | null {
  const task = useTask(props.taskKey);
  return task === undefined ? null : <>{props.shown.task(task)}</>;
}

function RunCell(props: { readonly line: RunLine; readonly shown: Both<ReactNode> }): ReactElement {
  const { line, shown } = props;
  const run = useRuns((state) => state.byId.get(line.run));
  return <>{shown.run(line, run)}</>;
}

function targetName({ connection, target, targetName: called = '' }: Task): string {
  const row = target === undefined ? undefined : rowOf({ connection, ref: target });
  return visibleName(row?.name ?? inWords(called));
}

function progressText(task: Task): string {
  const { state, progress } = task;
  return state === 'running' && progress !== undefined
    ? t('tasks.progress', { percent: progress })
    : stateText(task);
}

function endedText({ facts }: RunLine, run: Run | undefined): string {
  const { counts, total } = progressOf(run, facts);
  return t('tasks.run.ended', { ended: total - counts.open, total });
}

function countsText({ facts }: RunLine, run: Run | undefined): string {
  const { counts } = progressOf(run, facts);
  return (['failed', 'unknown', 'cancelled'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => t(`tasks.run.${outcome}`, { count: counts[outcome] }))
    .join(', ');
}

/** Milliseconds; null where it has not begun, or where nobody saw its end. */
function durationOf(task: Task): number | null {
  const { startedAt, finishedAt } = task;
  if (startedAt === undefined) return null;
  if (finishedAt !== undefined) return finishedAt - startedAt;
  return isFinished(task) ? null : Math.max(0, Date.now() - startedAt);
}

function runDuration({ facts }: RunLine, run: Run | undefined): number | null {
  const since = run?.startedAt ?? facts.startedAt;
  const end = run === undefined ? facts.finishedAt : run.finishedAt;
  if (end !== undefined) return end - since;
  return run === undefined && facts.counts.open === 0 ? null : Math.max(0, Date.now() - since);
}

function durationText(ms: number | null): string {
  return ms === null ? '' : formatDuration(ms);
}
