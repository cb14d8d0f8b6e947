import { useRef, type CSSProperties, type ReactElement } from 'react';
import type { TaskKey } from '#shared/model/task.ts';
import { t } from '../../i18n/translate.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import { ColumnGrip } from './column-grip.tsx';
import { taskColumns, widthKey } from './columns.ts';
import { TaskRow } from './task-row.tsx';

const rowHeight = 26;

/** Tasks as a virtual table with columns of remembered width. */
export function TaskTable({ keys }: { readonly keys: readonly TaskKey[] }): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const widths = useWorkspace((state) => state.columns);
  const virtualizer = useVirtualLines(scroller, keys.length, rowHeight);
  const all = taskColumns.map(({ id, width }) => widths[widthKey(id)] ?? width);
  const style = {
    '--columns': all.map((width) => `${width}px`).join(' '),
    '--columns-width': `${all.reduce((sum, width) => sum + width, 32)}px`,
  } as CSSProperties;
  return (
    <div
      ref={scroller}
      className="task-table"
      role="table"
      aria-label={t('tasks.title')}
      aria-rowcount={keys.length + 1}
      tabIndex={0}
      style={style}
    >
      <div role="rowgroup" className="task-head">
        <div role="row" className="task-row" aria-rowindex={1}>
          {taskColumns.map(({ id, label }, index) => (
            <div key={id} role="columnheader" className="task-cell">
              <span className="ellipsis">{t(label)}</span>
              <ColumnGrip column={id} label={t(label)} width={all[index] ?? 0} />
            </div>
          ))}
          <div role="columnheader" className="task-cell" aria-label={t('object.actions')} />
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const key = keys[index];
          return key === undefined ? null : (
            <TaskRow key={key} taskKey={key} top={start} index={index} />
          );
        })}
      </div>
    </div>
  );
}
