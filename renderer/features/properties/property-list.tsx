import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { copyText } from '../../actions/copy.ts';
import { t } from '../../i18n/translate.ts';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import { plainText } from './humanise.ts';
import { PropertyLineView } from './property-line.tsx';
import type { PropertyLine } from './property-lines.ts';
import type { Reads } from './use-reads.ts';

const lineHeight = 26;

export interface PropertyListProps {
  readonly lines: readonly PropertyLine[];
  readonly connection: ConnectionId;
  readonly reads: Reads;
  readonly changed: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** The lines of the panel: virtual, with one line that the keyboard is on. */
export function PropertyList(props: PropertyListProps): ReactElement {
  const { lines, connection, reads, changed, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const virtualizer = useVirtualLines(scroller, lines.length, lineHeight);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const line = lines[current];
    const next = nextLine(event.key, current, lines.length);
    if (next !== undefined) {
      setCurrent(next);
      virtualizer.scrollToIndex(next);
    } else if (line !== undefined && opens(event.key, line)) onToggle(line.id);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey) && line?.kind === 'value') {
      if (String(document.getSelection() ?? '') !== '') return;
      void copyText(plainText(line.value));
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="property-list"
      role="treegrid"
      tabIndex={0}
      aria-label={t('properties.label')}
      aria-rowcount={lines.length}
      aria-activedescendant={`property-${current}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const line = (event.target as Element).closest('[data-index]');
        if (line !== null) setCurrent(Number(line.getAttribute('data-index')));
      }}
    >
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <PropertyLineView
              key={line.id}
              line={line}
              connection={connection}
              reads={reads}
              changed={line.kind === 'value' && line.depth === 0 && changed.has(line.id)}
              index={index}
              top={start}
              current={index === current}
              onToggle={onToggle}
            />
          );
        })}
      </div>
    </div>
  );
}

function nextLine(key: string, at: number, count: number): number | undefined {
  const clamp = (index: number): number => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return clamp(at - 1);
    case 'PageDown':
      return clamp(at + 15);
    case 'PageUp':
      return clamp(at - 15);
    case 'Home':
      return 0;
    case 'End':
      return clamp(count - 1);
    default:
      return undefined;
  }
}

function opens(key: string, line: PropertyLine): boolean {
  if (line.kind === 'value' && !line.openable) return false;
  if (key === 'Enter' || key === ' ') return true;
  return key === (line.open ? 'ArrowLeft' : 'ArrowRight');
}
