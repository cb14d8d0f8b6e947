import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { lineMove } from './line-move.ts';
import { useVirtualLines } from './virtual-lines.ts';
import './folding-list.css';

const lineHeight = 26;

/** What a list has to know of a line. */
export interface FoldingLine {
  readonly id: string;
  /** Absent: it always can be. */
  readonly openable?: boolean;
  readonly open: boolean;
}

/** Where a line stands among the others. */
export interface LinePlace {
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  /** The keyboard is on it. */
  readonly current: boolean;
}

export interface FoldingListProps<Line extends FoldingLine> {
  readonly label: string;
  /** What the DOM ids of the lines begin with. */
  readonly name: string;
  readonly className?: string;
  readonly lines: readonly Line[];
  /** A line as a {@link FoldingRow}. */
  readonly renderLine: (line: Line, place: LinePlace) => ReactElement;
  readonly onToggle: (id: string) => void;
  /** Ctrl+C on a line, while no text is marked. */
  readonly onCopy: (line: Line) => void;
  /** A line to bring into view and to put the keyboard on; another object each time. */
  readonly shown?: { readonly id: string };
}

/** Lines with parts that fold, virtual, with one line that the keyboard is on. */
export function FoldingList<Line extends FoldingLine>(props: FoldingListProps<Line>): ReactElement {
  const { lines, name, className = '' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const virtualizer = useVirtualLines(scroller, lines.length, lineHeight);
  useShownLine(props.shown, lines, virtualizer, setCurrent);

  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[current];
    if (event.target !== event.currentTarget || line === undefined || event.altKey) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight);
    const next = lineMove(event.key, current, lines.length, page);
    if (next !== undefined) {
      setCurrent(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    } else if (togglesLine(event.key, line)) props.onToggle(line.id);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      // Text that was marked with the pointer is what is meant to be copied.
      if (String(document.getSelection() ?? '') !== '') return;
      props.onCopy(line);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={`folding-list ${className}`}
      role="treegrid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={lines.length}
      aria-activedescendant={`${name}-${current}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const line = (event.target as Element).closest('[data-index]');
        if (line !== null) setCurrent(Number(line.getAttribute('data-index')));
      }}
    >
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line && props.renderLine(line, { index, top: start, current: index === current });
        })}
      </div>
    </div>
  );
}

/** Brings the line into view, once it is there, and puts the keyboard on it. */
function useShownLine(
  shown: { readonly id: string } | undefined,
  lines: readonly FoldingLine[],
  virtualizer: ReturnType<typeof useVirtualLines>,
  setCurrent: (index: number) => void,
): void {
  const [reached, setReached] = useState<{ readonly shown: object; readonly index: number }>();
  const wanted =
    shown === undefined || reached?.shown === shown
      ? -1
      : lines.findIndex(({ id }) => id === shown.id);
  if (shown !== undefined && wanted >= 0) {
    setReached({ shown, index: wanted });
    setCurrent(wanted);
  }
  const scrolled = useRef<object>(undefined);
  useEffect(() => {
    if (reached === undefined || scrolled.current === reached) return;
    scrolled.current = reached;
    virtualizer.scrollToIndex(reached.index, { align: 'center' });
  }, [reached, virtualizer]);
}

/** One line of a {@link FoldingList}. Its cells begin with a {@link Twisty} in the first. */
export function FoldingRow(props: {
  readonly name: string;
  readonly line: FoldingLine;
  readonly place: LinePlace;
  /** From 1. */
  readonly level: number;
  readonly className: string;
  readonly children: ReactNode;
}): ReactElement {
  const { name, line, place, level, className, children } = props;
  const classes = `folding-line ${className}`;
  return (
    <div
      role="row"
      id={`${name}-${place.index}`}
      aria-level={level}
      aria-rowindex={place.index + 1}
      {...(line.openable !== false && { 'aria-expanded': line.open })}
      data-index={place.index}
      className={place.current ? `${classes} folding-current` : classes}
      style={{ transform: `translateY(${place.top}px)` }}
    >
      {children}
    </div>
  );
}

function togglesLine(key: string, line: FoldingLine): boolean {
  if (line.openable === false) return false;
  return key === 'Enter' || key === ' ' || key === (line.open ? 'ArrowLeft' : 'ArrowRight');
}
