import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { revealSelected, setFilter, useTree } from '../../state/tree/tree-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { choose } from './tree-commands.ts';
import { TreeList } from './tree-list.tsx';
import './tree.css';

/** The inventory tree with its filter. */
export function TreePanel(): ReactElement {
  const filterText = useTree((state) => state.filterText);
  const filtering = useTree((state) => state.words.length > 0);
  const empty = useTree((state) => state.flat.length === 0);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const focus = (): void => {
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('moref:find', focus);
    return () => window.removeEventListener('moref:find', focus);
  }, []);

  const change = (text: string): void => {
    setFilter(text);
    if (text === '') revealSelected();
  };

  /** From the filter straight into what it found. */
  const enterTree = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    const { flat, results, words } = useTree.getState();
    const found = flat.findIndex(
      ({ connection, ref }) => ref !== null && results.get(connection)?.matches.has(ref) === true,
    );
    if (words.length > 0 && found >= 0) choose(flat, found, 'one');
    panel.current?.querySelector<HTMLElement>('[role=tree]')?.focus();
  };

  return (
    <nav ref={panel} className="tree-panel" aria-label={t('tree.label')}>
      <div className="tree-head">
        <SearchField
          inputRef={field}
          value={filterText}
          label={t('tree.filter')}
          clearLabel={t('tree.filter.clear')}
          onChange={change}
          onKeyDown={enterTree}
        />
        {filtering && !empty && <MatchCount />}
      </div>
      {filtering && empty ? (
        <EmptyState icon="search" title={t('tree.noMatch', { text: filterText.trim() })} />
      ) : (
        <TreeList />
      )}
    </nav>
  );
}

function MatchCount(): ReactElement {
  const count = useTree((state) =>
    [...state.results.values()].reduce((sum, result) => sum + result.matches.size, 0),
  );
  return (
    <div className="tree-count" role="status">
      {t('tree.matches', { count })}
    </div>
  );
}
