import Dialog from '@mui/material/Dialog';
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { appActions } from '../../actions/app-actions.ts';
import { useRegistry } from '../../actions/registry.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { goTo, visit } from '../../state/workspace/navigation.ts';
import { used } from '../../state/workspace/recents.ts';
import { parseNodeKey } from '../../state/tree/flat-node.ts';
import { revealSelected } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { QueryProblemText } from '../../ui/search/query-problem-text.tsx';
import { useVirtualLines } from '../../ui/lines/virtual-lines.ts';
import { PaletteItem } from './palette-item.tsx';
import { firstChoice } from './careful.ts';
import { paletteLines } from './palette-entries.ts';
import type { PaletteLine } from './palette-line.ts';
import { usePaletteObjects } from './use-palette-objects.tsx';
import { useVerbLines } from './use-verb-lines.tsx';
import './palette.css';

const rowHeight = 30;
const linesOnScreen = 14;

/** Everything by its name: what was used lately, verbs and objects, actions on the selection, searches, servers, what concerns no object. */
export function Palette(): ReactElement {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const { actions } = useRegistry();
  const target = useTargetName();
  const found = usePaletteObjects(asked);
  const verbs = useVerbLines(found.isQuery ? '' : asked);
  const { isQuery, objects } = found;
  const lines = useMemo(
    () =>
      paletteLines({
        text: asked,
        isQuery,
        target,
        targetActions: actions,
        appActions: appActions(),
        objects,
        verbs: verbs.lines,
      }),
    [asked, isQuery, target, actions, objects, verbs.lines],
  );
  const choices = useMemo(
    () => lines.flatMap((line, index) => (line.kind === 'heading' ? [] : [index])),
    [lines],
  );
  /** Undefined until the user has moved: then the first that neither destroys nor disconnects. */
  const [moved, setMoved] = useState<number>();
  const first = choices.indexOf(firstChoice(lines));
  const chosen = moved ?? first;
  const active = choices[Math.min(chosen, choices.length - 1)] ?? -1;

  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, lines.length, rowHeight);
  useEffect(() => {
    // The heading above the first choice belongs to it.
    if (active >= 0) virtualizer.scrollToIndex(active === 1 ? 0 : active, { align: 'auto' });
  }, [active, virtualizer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = choices.length - 1;
    const move = (by: number): void =>
      setMoved(Math.max(0, Math.min(last, Math.min(chosen, last) + by)));
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'PageDown') move(linesOnScreen - 2);
    else if (event.key === 'PageUp') move(2 - linesOnScreen);
    else if (event.key === 'Enter') choose(lines[active]);
    else return;
    event.preventDefault();
  };

  const write = (next: string): void => {
    setText(next);
    setMoved(undefined);
  };
  const choose = (line: PaletteLine | undefined): void => {
    if (line?.kind === 'complete') write(line.text);
    else run(line);
  };

  return (
    <Dialog
      open
      onClose={closeDialog}
      fullWidth
      maxWidth="sm"
      transitionDuration={0}
      slotProps={{
        container: { className: 'palette-place' },
        paper: { 'aria-label': t('palette.label') },
      }}
    >
      <div className="palette-head">
        <Icon name="search" size={16} className="weak" />
        <input
          className="palette-input"
          type="text"
          role="combobox"
          aria-expanded
          aria-controls="palette-lines"
          aria-label={t('palette.label')}
          aria-autocomplete="list"
          {...(active >= 0 && { 'aria-activedescendant': `palette-${active}` })}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={scroller}
        id="palette-lines"
        role="listbox"
        tabIndex={-1}
        aria-label={t('palette.results')}
        className="palette-lines"
        style={{ height: Math.min(linesOnScreen, Math.max(2, lines.length)) * rowHeight }}
      >
        <div role="none" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <PaletteItem
                key={line.key}
                line={line}
                index={index}
                top={start}
                active={index === active}
                onPoint={() => setMoved(choices.indexOf(index))}
                onRun={() => choose(line)}
              />
            );
          })}
        </div>
        {lines.length === 0 && (
          <p className="palette-none weak">{t('palette.none', { text: asked.trim() })}</p>
        )}
      </div>
      {found.problem !== undefined && (
        <div className="palette-more">
          <QueryProblemText typed={asked} problem={found.problem} />
        </div>
      )}
      {found.more > 0 && (
        <p className="palette-more weak">{t('palette.more', { count: found.more })}</p>
      )}
      {found.asking}
      {verbs.asking}
    </Dialog>
  );
}

/** A refused action stays where it is and says why; everything else closes the palette, and is offered first the next time. */
function run(line: PaletteLine | undefined): void {
  if (line === undefined || line.kind === 'heading' || line.kind === 'complete') return;
  if (line.kind === 'action' && line.action.refused !== undefined) return;
  closeDialog();
  switch (line.kind) {
    case 'action':
      if (line.on === undefined) used(`action ${line.action.id}`);
      line.action.run();
      return;
    case 'object':
      goTo(line.object);
      return;
    case 'search':
      used(`search ${line.query}`);
      useWorkspace.getState().set({ search: line.query });
      return;
    default:
      visit(line.status.id);
      revealSelected();
  }
}

function useTargetName(): string {
  const selected = useWorkspace((state) => state.selected);
  const servers = useConnections((state) => state.byId);
  const [only] = selected;
  if (selected.size > 1) return t('selection.title', { count: selected.size });
  if (only === undefined) return t('object.none');
  const { connection, ref } = parseNodeKey(only);
  const status = servers.get(connection);
  if (ref !== null) return rowOf({ connection, ref })?.name ?? ref;
  return status === undefined ? connection : serverName(status);
}
