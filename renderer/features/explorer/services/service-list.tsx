import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { lineMove } from '../../../ui/lines/line-move.ts';
import { useVirtualLines } from '../../../ui/lines/virtual-lines.ts';
import { t } from '../../../i18n/translate.ts';
import { ServiceLineView } from './service-line-view.tsx';
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
  const current = Math.max(
    0,
    lines.findIndex(({ id }) => id === at),
  );
  const virtualizer = useVirtualLines(scroller, lines.length, lineHeight);
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === chosen);
    if (index > 0) virtualizer.scrollToIndex(index, { align: 'center' });
    // Once: afterwards the user scrolls.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const go = (index: number): void => {
    setAt(lines[index]?.id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const act = (line: ServiceLine): void => {
    if (line.kind === 'operation') onChoose(line.service, line.operation);
    else if (line.kind !== 'note') onToggle(line);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[current];
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight);
    const next = lineMove(event.key, current, lines.length, page);
    const open = 'open' in line && line.open;
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' || event.key === ' ') act(line);
    else if (event.key === 'ArrowRight' && 'open' in line && !open) onToggle(line);
    else if (event.key === 'ArrowRight') go(Math.min(lines.length - 1, current + 1));
    else if (event.key === 'ArrowLeft' && open) onToggle(line);
    else if (event.key === 'ArrowLeft') go(parentOf(lines, current));
    else return;
    event.preventDefault();
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
        const index = (event.target as Element).closest('[data-index]')?.getAttribute('data-index');
        const line = lines[Number(index ?? -1)];
        if (line === undefined) return;
        setAt(line.id);
        act(line);
      }}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <ServiceLineView
              key={line.id}
              line={line}
              index={index}
              top={start}
              current={index === current}
              chosen={line.kind === 'operation' && isChosen(line, chosen)}
            />
          );
        })}
      </div>
    </div>
  );
}

function isChosen(
  { service, operation }: Extract<ServiceLine, { readonly kind: 'operation' }>,
  chosen: string | undefined,
): boolean {
  return operationKey(service, operation) === chosen;
}

const depths = { group: 0, service: 1, operation: 2, note: 2 } as const;

function parentOf(lines: readonly ServiceLine[], at: number): number {
  const line = lines[at];
  if (line === undefined) return at;
  const above = lines.slice(0, at).findLastIndex((other) => depths[other.kind] < depths[line.kind]);
  return above < 0 ? at : above;
}
