import type { ReactElement } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { Icon } from '../icons/icon.tsx';
import type { TableGroup } from './table-source.ts';

/** The line that heads a group: what it has in common, and how many there are. The table hears of clicks and keys. */
export function GroupRow(props: {
  readonly group: TableGroup;
  readonly line: number;
  readonly id: string;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  readonly columns: number;
  /** The column that the keyboard is on in this line; −1 for none. */
  readonly active: number;
}): ReactElement {
  const { group, line, id, active } = props;
  const { label, count, open } = group;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-level={1}
      aria-expanded={open}
      data-index={line}
      className="table-line table-group"
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div
        id={`${id}-${line}-${Math.max(0, active)}`}
        role="gridcell"
        aria-colindex={1}
        aria-colspan={props.columns}
        className={active < 0 ? 'table-group-cell' : 'table-group-cell table-cell-active'}
      >
        <span className={open ? 'table-group-sign table-twisty-open' : 'table-group-sign'}>
          <Icon name="chevron" size={14} />
        </span>
        <span className="ellipsis">{label}</span>
        <span className="weak">{formatNumber(count)}</span>
      </div>
    </div>
  );
}
