import Dialog from '@mui/material/Dialog';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { appActions } from '../../actions/app-actions.ts';
import { useRegistry } from '../../actions/registry.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { goTo, visit, visitSearch } from '../../state/workspace/navigation.ts';
import { used } from '../../state/workspace/recents.ts';
import { parseNodeKey } from '../../state/tree/flat-node.ts';
import { revealSelected } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { QueryProblemText } from '../../ui/search/query-problem-text.tsx';
import { useVirtualLines } from '../../ui/lines/virtual-lines.ts';
import { PaletteItem } from './palette-item.tsx';
import { paletteLines } from './palette-entries.ts';
import type { PaletteLine } from './palette-line.ts';
import { usePaletteObjects } from './use-palette-objects.tsx';
import { usePaletteChoice, type PaletteChoice } from './use-palette-choice.ts';
import { useVerbLines } from './use-verb-lines.tsx';
import './palette.css';

const rowHeight = 30;
const linesOnScreen = 14;

/** Everything by its name: what was used lately, verbs and objects, actions on the selection, searches, servers, what concerns no object. */
export function Palette(): ReactElement {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const { lines, found, asking } = usePaletteLines(asked);
  const areCurrent = asked === text && found.text === text;
  const choose = (line: PaletteLine | undefined): void => {
    if (line?.kind === 'complete') write(line.text);
    else run(line);
  };
  const choice = usePaletteChoice(lines, areCurrent, linesOnScreen - 2, choose);
  const write = (next: string): void => {
    setText(next);
    choice.reset();
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
      <PaletteField text={text} choice={choice} onWrite={write} />
      <PaletteList lines={lines} choice={choice} onChoose={choose} typed={asked.trim()} />
      {found.problem !== undefined && (
        <div className="palette-more">
          <QueryProblemText typed={asked} problem={found.problem} />
        </div>
      )}
      {found.more > 0 && (
        <p className="palette-more weak">{t('palette.more', { count: found.more })}</p>
      )}
      {asking}
    </Dialog>
  );
}

/** What fits the text; what asks the core for it is drawn with it. */
function usePaletteLines(asked: string) {
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
  const asking = (
    <>
      {found.asking}
      {verbs.asking}
    </>
  );
  return { lines, found, asking };
}

function PaletteField(props: {
  readonly text: string;
  readonly choice: PaletteChoice;
  readonly onWrite: (text: string) => void;
}): ReactElement {
  const { text, choice, onWrite } = props;
  const { active } = choice;
  return (
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
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={choice.press}
      />
    </div>
  );
}

function PaletteList(props: {
  readonly lines: readonly PaletteLine[];
  readonly choice: PaletteChoice;
  readonly typed: string;
  readonly onChoose: (line: PaletteLine) => void;
}): ReactElement {
  const { lines, choice, typed, onChoose } = props;
  const { active } = choice;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualLines(scroller, lines.length, rowHeight);
  useEffect(() => {
    // The heading above the first choice belongs to it.
    if (active >= 0) virtualizer.scrollToIndex(active === 1 ? 0 : active, { align: 'auto' });
  }, [active, virtualizer]);
  return (
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
              onPoint={() => choice.point(index)}
              onRun={() => onChoose(line)}
            />
          );
        })}
      </div>
      {lines.length === 0 && (
        <p className="palette-none weak">{t('palette.none', { text: typed })}</p>
      )}
    </div>
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
      visitSearch(line.query);
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
