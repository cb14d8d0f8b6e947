import {
  useId,
  useRef,
  useState,
  type CSSProperties,
  type DOMAttributes,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { RunId } from '#shared/model/run-id.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
import { lineAt } from '../../ui/lines/line-events.ts';
import { useVirtualLines } from '../../ui/lines/virtual-lines.ts';
import { ColumnGrip } from './column-grip.tsx';
import { taskColumns, widthKey } from './columns.ts';
import { lineActions, runLineAction } from './line-actions.ts';
import { pressInLines, type LineKeys } from './line-keys.ts';
import { RunRow } from './run-row.tsx';
import { TaskRow } from './task-row.tsx';
import { useSteadyScroll } from './use-steady-scroll.ts';

const rowHeight = 26;

export interface TaskTableProps {
  readonly label: string;
  readonly lines: readonly TaskLine[];
  readonly onToggle?: (run: RunId) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Tasks as a virtual table with columns of remembered width. The table has the keyboard's focus, one line is active. */
export function TaskTable({ label, lines, onToggle = nothing }: TaskTableProps): ReactElement {
  const link = useLink();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [menu, setMenu] = useState<Point | null>(null);
  const active = activeId === null ? -1 : lines.findIndex((line) => line.id === activeId);
  const activeLine = lines[active];
  const actionsOf = (line: TaskLine) => lineActions(link, line, onToggle);
  return (
    <>
      <Grid
        label={label}
        lines={lines}
        active={active}
        actionsOf={actionsOf}
        onActivate={(line) => setActiveId(line.id)}
        onToggle={onToggle}
        onMenu={setMenu}
      />
      <ActionMenu
        label={t('tasks.actions')}
        actions={menu === null || activeLine === undefined ? [] : actionsOf(activeLine)}
        at={activeLine === undefined ? null : menu}
        onClose={() => setMenu(null)}
      />
    </>
  );
}

interface GridProps extends Required<TaskTableProps> {
  /** Index of the line that the keyboard is on; -1 for none. */
  readonly active: number;
  readonly actionsOf: (line: TaskLine) => readonly MenuAction[];
  readonly onActivate: (line: TaskLine) => void;
  readonly onMenu: (at: Point) => void;
}

function Grid(props: GridProps): ReactElement {
  const { lines, active, actionsOf, onActivate, onMenu } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtualizer = useVirtualLines(scroller, lines.length, rowHeight);
  useSteadyScroll(scroller, lines, rowHeight);
  const lineId = (index: number): string => `${id}-${index}`;
  const lineUnder = (event: MouseEvent): TaskLine | undefined => lines[lineAt(event) ?? -1];
  const keys = (): LineKeys => ({
    lines,
    at: active,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    actionsOf,
    moveTo: (index) => {
      const line = lines[index];
      if (line === undefined) return;
      onActivate(line);
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    toggle: (line) => line.kind === 'run' && props.onToggle(line.run),
    openMenu: () => {
      const box = document.getElementById(lineId(active))?.getBoundingClientRect();
      if (box !== undefined) onMenu({ x: box.left + 40, y: box.bottom });
    },
  });
  return (
    <div
      ref={scroller}
      className="task-table"
      role="treegrid"
      aria-label={props.label}
      aria-rowcount={lines.length + 1}
      tabIndex={0}
      {...(lines[active] !== undefined && { 'aria-activedescendant': lineId(active) })}
      style={useColumns()}
      onKeyDown={(event) => {
        const meant = event.target === event.currentTarget && pressInLines(event, keys());
        if (meant) event.preventDefault();
      }}
      {...pointerHandlers(lineUnder, props)}
    >
      <Head />
      <Rows {...props} virtualizer={virtualizer} lineId={lineId} />
    </div>
  );
}

/** A click activates the line, a second one opens it, the other button opens its menu. */
function pointerHandlers(
  lineUnder: (event: MouseEvent) => TaskLine | undefined,
  { actionsOf, onActivate, onMenu }: GridProps,
): Pick<DOMAttributes<HTMLElement>, 'onClick' | 'onDoubleClick' | 'onContextMenu'> {
  return {
    onClick: (event) => {
      const line = lineUnder(event);
      if (line !== undefined) onActivate(line);
    },
    onDoubleClick: (event) => {
      const line = lineUnder(event);
      if (line !== undefined) runLineAction(actionsOf(line), 'Enter');
    },
    onContextMenu: (event) => {
      const line = lineUnder(event);
      if (line === undefined) return;
      event.preventDefault();
      onActivate(line);
      onMenu({ x: event.clientX, y: event.clientY });
    },
  };
}

function Rows(
  props: GridProps & {
    readonly virtualizer: ReturnType<typeof useVirtualLines>;
    readonly lineId: (index: number) => string;
  },
): ReactElement {
  const { lines, active, onToggle, virtualizer, lineId } = props;
  return (
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
