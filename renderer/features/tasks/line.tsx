import type { ReactElement, ReactNode } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { formatDateTime, formatRecent, formatUtc } from '../../i18n/format.ts';
import { useNow } from '../../state/clock.ts';

/** Where a line of the tracker stands. */
export interface LinePlace {
  readonly index: number;
  /** Pixels from the first one. */
  readonly top: number;
  /** The line that the keyboard is on. */
  readonly active: boolean;
  /** Of the line's element, for `aria-activedescendant`. */
  readonly id: string;
}

/** A line of the tracker: what all of them have in common. */
export function Line(
  props: LinePlace & {
    readonly level: 1 | 2;
    readonly className: string;
    /** Only where something stands below it. */
    readonly expanded?: boolean;
    readonly children: ReactNode;
  },
): ReactElement {
  const { index, top, active, id, level, className, expanded, children } = props;
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-selected={active}
      {...onlyDefined({ 'aria-expanded': expanded })}
      data-index={index}
      className={`task-row task-line ${className}${active ? ' task-line-active' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {children}
    </div>
  );
}

export function TextCell(props: {
  readonly text: string;
  readonly className?: string;
}): ReactElement {
  const { text, className = '' } = props;
  return (
    <div role="gridcell" className={`task-cell ${className}`} title={text}>
      <span className="ellipsis selectable">{text}</span>
    </div>
  );
}

export function TimeCell({ at }: { readonly at: number | undefined }): ReactElement {
  const now = useNow();
  return (
    <div
      role="gridcell"
      className="task-cell"
      title={at === undefined ? '' : `${formatDateTime(at)}\n${formatUtc(at)}`}
    >
      <span className="ellipsis">{at === undefined ? '' : formatRecent(at, now)}</span>
    </div>
  );
}
