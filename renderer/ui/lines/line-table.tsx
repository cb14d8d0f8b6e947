import { useRef, type CSSProperties, type ReactElement } from 'react';
import { useVirtualLines } from './virtual-lines.ts';
import './line-table.css';

export interface LineTableProps<Item> {
  readonly label: string;
  /** Gives the columns: `grid-template-columns` of the lines below it, `height` of the table. */
  readonly className: string;
  readonly headings: readonly string[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Pixels. */
  readonly lineHeight: number;
  readonly style?: CSSProperties;
  /** The cells of a line, one for each heading. */
  readonly renderCells: (item: Item) => ReactElement;
}

/** A virtual table to look at: a head that stays, and lines of one height. */
export function LineTable<Item>(props: LineTableProps<Item>): ReactElement {
  const { items, lineHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, items.length, lineHeight);
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      tabIndex={0}
      className={`line-table ${props.className}`}
      style={props.style}
    >
      <div role="rowgroup" className="line-table-head">
        <div
          role="row"
          aria-rowindex={1}
          className="line-table-line"
          style={{ height: lineHeight }}
        >
          {props.headings.map((heading) => (
            <div key={heading} role="columnheader" className="ellipsis">
              {heading}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <div
              key={props.keyOf(item)}
              role="row"
              aria-rowindex={index + 2}
              className="line-table-line line-table-placed"
              style={{ height: lineHeight, transform: `translateY(${start}px)` }}
            >
              {props.renderCells(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
