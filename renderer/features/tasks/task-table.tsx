import {
  useId,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { RunId } from '#shared/model/run.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { lineAt } from '../../ui/lines/line-events.ts';
import { useVirtualLines } from '../../ui/lines/virtual-lines.ts';
import { ColumnGrip } from './column-grip.tsx';
import { taskColumns, widthKey } from './columns.ts';
import { lineActions, runLineAction } from './line-actions.ts';
import { pressInLines } from './line-keys.ts';
import { RunRow } from './run-row.tsx';
import { TaskRow } from './task-row.tsx';
import { useSteadyScroll } from './use-steady-scroll.ts';

const rowHeight = 26;

export interface TaskTableProps {
  readonly label: string;
  readonly lines: readonly TaskLine[];
  readonly onToggle?: (run: RunId) => void;
}

/** Tasks as a virtual table with columns of remembered width. The table has the keyboard's focus, one line is active. */
export function TaskTable({ label, lines, onToggle = nothing }: TaskTableProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const link = useLink();
  const id = useId();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const virtualizer = useVirtualLines(scroller, lines.length, rowHeight);
  useSteadyScroll(scroller, lines, rowHeight);
  const active = activeId === null ? -1 : lines.findIndex((line) => line.id === activeId);
  const activeLine = lines[active];
  const actionsOf = (line: TaskLine) => lineActions(link, line, onToggle);
  const lineId = (index: number): string => `${id}-${index}`;

  const moveTo = (index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    setActiveId(line.id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const taskAt = (event: MouseEvent): TaskLine | undefined => lines[lineAt(event) ?? -1];
  return (
    <>
      <div
        ref={scroller}
        className="task-table"
        role="treegrid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        tabIndex={0}
        {...(activeLine === undefined ? {} : { 'aria-activedescendant': lineId(active) })}
        style={useColumns()}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return;
          const meant = pressInLines(event, {
            lines,
            at: active,
            page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
            actionsOf,
            moveTo,
            toggle: (line) => line.kind === 'run' && onToggle(line.run),
            openMenu: () => {
              const box = document.getElementById(lineId(active))?.getBoundingClientRect();
              if (box !== undefined) setMenu({ x: box.left + 40, y: box.bottom });
            },
          });
          if (meant) event.preventDefault();
        }}
        onClick={(event) => setActiveId(taskAt(event)?.id ?? activeId)}
        onDoubleClick={(event) => {
          const line = taskAt(event);
          if (line !== undefined) runLineAction(actionsOf(line), 'Enter');
        }}
        onContextMenu={(event) => {
          const line = taskAt(event);
          if (line === undefined) return;
          event.preventDefault();
          setActiveId(line.id);
          setMenu({ x: event.clientX, y: event.clientY });
        }}
      >
        <Head />
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const place = { index, top: start, active: index === active, id: lineId(index) };
            return line.kind === 'run' ? (
              <RunRow key={line.id} line={line} {...place} onToggle={() => onToggle(line.run)} />
            ) : (
              <TaskRow key={line.id} taskKey={line.task} nested={line.nested} {...place} />
            );
          })}
        </div>
      </div>
      <ActionMenu
        label={t('tasks.actions')}
        actions={menu === null || activeLine === undefined ? [] : actionsOf(activeLine)}
        at={activeLine === undefined ? null : menu}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

function Head(): ReactElement {
  const widths = useWorkspace((state) => state.columns);
  return (
    <div role="rowgroup" className="task-head">
      <div role="row" className="task-row" aria-rowindex={1}>
        {taskColumns.map(({ id, label, width }) => (
          <div key={id} role="columnheader" className="task-cell">
            <span className="ellipsis">{t(label)}</span>
            <ColumnGrip column={id} label={t(label)} width={widths[widthKey(id)] ?? width} />
          </div>
        ))}
        <div role="columnheader" className="task-cell" aria-label={t('object.actions')} />
      </div>
    </div>
  );
}

function useColumns(): CSSProperties {
  const widths = useWorkspace((state) => state.columns);
  const all = taskColumns.map(({ id, width }) => widths[widthKey(id)] ?? width);
  return {
    '--columns': all.map((width) => `${width}px`).join(' '),
    '--columns-width': `${all.reduce((sum, width) => sum + width, 32)}px`,
  } as CSSProperties;
}

function nothing(): void {}
