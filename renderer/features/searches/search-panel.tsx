import {
  useId,
  useMemo,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { Action } from '../../actions/action.ts';
import { t } from '../../i18n/translate.ts';
import { visitSearch } from '../../state/workspace/navigation.ts';
import { used } from '../../state/workspace/recents.ts';
import { builtInSearches, forgetSearch } from '../../state/search/saved-searches.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { asksForMenu, lineAt } from '../../ui/lines/line-events.ts';
import { lineMove } from '../../ui/lines/line-move.ts';
import { searchLines, type SearchLine } from './search-lines.ts';
import { SearchLineView } from './search-line-view.tsx';
import { shareSearches, takeSearches } from './share-searches.ts';
import './searches.css';

/** Lines that Page Up and Page Down move by. */
const page = 8;

/** The searches below the inventory: those that were kept, in folders, and those that come with Moref, each with how much it finds now. */
export function SearchPanel(): ReactElement {
  const shown = useWorkspace((state) => state.search);
  const id = useId();
  const [active, setActive] = useState(0);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const lines = useSearchLines();
  const at = Math.min(active, lines.length - 1);
  const line = lines[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = lineMove(event.key, at, lines.length, page);
    if (next !== undefined) setActive(next);
    else if (asksForMenu(event)) setMenu(besideLine(`${id}-${at}`));
    else if (event.key === 'ArrowLeft' && line?.expanded !== true) setActive(parentOf(lines, at));
    else if (!press(event.key, line)) return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const index = lineAt(event);
    if (index === null) return;
    setActive(index);
    open(lines[index]);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const index = lineAt(event);
    if (index === null) return;
    event.preventDefault();
    setActive(index);
    setMenu({ x: event.clientX, y: event.clientY });
  };
  return (
    <section className="searches" aria-label={t('search.saved')}>
      <div
        role="treegrid"
        tabIndex={0}
        aria-label={t('search.saved')}
        aria-activedescendant={`${id}-${at}`}
        className="searches-tree"
        {...{ onKeyDown, onClick, onContextMenu }}
      >
        {lines.map((one, index) => (
          <SearchLineView
            key={one.key}
            id={`${id}-${index}`}
            line={one}
            index={index}
            active={index === at}
            selected={one.query !== undefined && one.query === shown}
          />
        ))}
      </div>
      <ActionMenu
        label={t('search.actions')}
        actions={line === undefined ? [] : actionsOf(line)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </section>
  );
}

function useSearchLines(): readonly SearchLine[] {
  const own = useWorkspace((state) => state.searches);
  const folders = useWorkspace((state) => state.searchFolders);
  return useMemo(
    () =>
      searchLines({
        title: t('search.saved'),
        own,
        builtInTitle: t('search.builtIn'),
        builtIn: builtInSearches.map(({ title, query }) => ({ name: t(title), query })),
        open: new Set(folders),
      }),
    [own, folders],
  );
}

/** Where the menu of a line opens that the keyboard is on. */
function besideLine(id: string): { readonly x: number; readonly y: number } | null {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return box === undefined ? null : { x: box.left + 40, y: box.bottom };
}

/** What a key does to a line; false for nothing. */
function press(key: string, line: SearchLine | undefined): boolean {
  if (line === undefined) return false;
  if (key === 'Enter' || key === ' ') open(line);
  else if (key === 'ArrowRight' && line.expanded === false) open(line);
  else if (key === 'ArrowLeft' && line.expanded === true) open(line);
  else if (key === 'Delete' && line.own !== undefined) forgetSearch(line.own);
  else return key === 'ArrowRight' || key === 'ArrowLeft';
  return true;
}

/** Shows a search as a list; opens or closes a folder. */
function open(line: SearchLine | undefined): void {
  if (line === undefined) return;
  const { searchFolders, set } = useWorkspace.getState();
  if (line.query !== undefined) {
    used(`search ${line.query}`);
    visitSearch(line.query);
  } else if (line.expanded === true)
    set({ searchFolders: searchFolders.filter((key) => key !== line.key) });
  else set({ searchFolders: [...searchFolders, line.key] });
}

function parentOf(lines: readonly SearchLine[], at: number): number {
  const level = lines[at]?.level ?? 1;
  return Math.max(
    0,
    lines.findLastIndex((line, index) => index < at && line.level < level),
  );
}

function actionsOf(line: SearchLine): readonly Action[] {
  const { own } = line;
  return [
    {
      id: 'search.open',
      label: t(line.is === 'search' ? 'search.open' : 'search.folder'),
      group: 'app',
      icon: 'search',
      run: () => open(line),
    },
    {
      id: 'search.share',
      label: t('search.share'),
      group: 'app',
      icon: 'download',
      ...(Object.keys(useWorkspace.getState().searches).length === 0 && {
        refused: t('search.share.none'),
      }),
      run: shareSearches,
    },
    { id: 'search.take', label: t('search.take'), group: 'app', icon: 'add', run: takeSearches },
    ...(own === undefined
      ? []
      : [
          {
            id: 'search.forget',
            label: t('search.forget'),
            group: 'delete',
            icon: 'trash',
            shortcut: 'Delete',
            run: () => forgetSearch(own),
          } as const,
        ]),
  ];
}
