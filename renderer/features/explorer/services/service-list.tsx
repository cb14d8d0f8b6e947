import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { lineAt } from '../../../ui/lines/line-events.ts';
import { useVirtualLines, type LineVirtualizer } from '../../../ui/lines/virtual-lines.ts';
import { t } from '../../../i18n/translate.ts';
import { ServiceLineView, type ServiceLineViewProps } from './service-line-view.tsx';
import { serviceMove } from './service-move.ts';
import { operationKey, type ServiceLine } from './service-lines.ts';

const lineHeight = 26;

export interface ServiceListProps {
  readonly lines: readonly ServiceLine[];
  readonly chosen: string | undefined;
  readonly listRef: (list: HTMLDivElement | null) => void;
  readonly onToggle: (line: ServiceLine) => void;
  readonly onChoose: (service: string, operation: string) => void;
}

/** The services as a virtual tree, with one line that the keyboard is on. */
export function ServiceList(props: ServiceListProps): ReactElement {
  const { lines, chosen, listRef, onToggle, onChoose } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(chosen);
  const index = lines.findIndex(({ id }) => id === at);
  const current = Math.max(0, index);
  const virtualizer = useVirtualLines(scroller, lines.length, lineHeight);
  useInView(virtualizer, lines, chosen);
  const act = (line: ServiceLine): void => {
    if (line.kind === 'operation') onChoose(line.service, line.operation);
    else if (line.kind !== 'note') onToggle(line);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight);
    const move = serviceMove(event.key, lines, current, page);
    if (move === undefined) return;
    event.preventDefault();
    if (move.do === 'act') act(move.line);
    else if (move.do === 'toggle') onToggle(move.line);
    else {
      setAt(lines[move.index]?.id);
      virtualizer.scrollToIndex(move.index, { align: 'auto' });
    }
  };
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        listRef(element);
      }}
      className="explorer-list"
      role="tree"
      tabIndex={0}
      aria-label={t('explorer.services')}
      aria-activedescendant={`service-${current}`}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const line = lines[lineAt(event) ?? -1];
        if (line === undefined) return;
        setAt(line.id);
        act(line);
      }}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <PlacedLine
            key={lines[index]?.id}
            line={lines[index]}
            index={index}
            top={start}
            current={index === current}
            chosen={chosen}
          />
        ))}
      </div>
    </div>
  );
}

function PlacedLine(
  props: Omit<ServiceLineViewProps, 'line' | 'chosen'> & {
    readonly line: ServiceLine | undefined;
    readonly chosen: string | undefined;
  },
): ReactElement | null {
  const { line, chosen, ...place } = props;
  if (line === undefined) return null;
  const isChosen =
    line.kind === 'operation' && operationKey(line.service, line.operation) === chosen;
  return <ServiceLineView {...place} line={line} chosen={isChosen} />;
}

/** The operation that was looked at last is brought into view. */
function useInView(
  virtualizer: LineVirtualizer,
  lines: readonly ServiceLine[],
  chosen: string | undefined,
): void {
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === chosen);
    if (index > 0) virtualizer.scrollToIndex(index, { align: 'center' });
    // Once: afterwards the user scrolls.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
}
