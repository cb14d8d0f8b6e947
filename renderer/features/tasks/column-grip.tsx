import type { PointerEvent, ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { narrowest, taskColumns, widthKey, type TaskColumn } from './columns.ts';

/** The right edge of a column's head: drag it, or use the arrow keys; a double click restores the width. */
export function ColumnGrip(props: {
  readonly column: TaskColumn;
  readonly label: string;
  readonly width: number;
}): ReactElement {
  const { column, label, width } = props;
  const put = (next: number): void => {
    const { columns, set } = useWorkspace.getState();
    set({ columns: { ...columns, [widthKey(column)]: Math.max(narrowest, Math.round(next)) } });
  };
  const drag = (down: PointerEvent<HTMLDivElement>): void => {
    const grip = down.currentTarget;
    const start = down.clientX;
    grip.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent): void => put(width + event.clientX - start);
    grip.addEventListener('pointermove', move);
    grip.addEventListener(
      'lostpointercapture',
      () => grip.removeEventListener('pointermove', move),
      {
        once: true,
      },
    );
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('tasks.column.resize', { column: label })}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={2000}
      tabIndex={0}
      className="column-grip"
      onPointerDown={drag}
      onDoubleClick={() => put(taskColumns.find(({ id }) => id === column)?.width ?? width)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') put(width + 10);
        else if (event.key === 'ArrowLeft') put(width - 10);
        else return;
        event.preventDefault();
      }}
    />
  );
}
