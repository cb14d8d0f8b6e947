import {
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { useQueryValues } from '../../bridge/use-query-values.ts';
import { t } from '../../i18n/translate.ts';
import { revealSelected, searchAnywhere, setFilter, useTree } from '../../state/tree/tree-store.ts';
import { asksCore, isCurrent } from '../../state/tree/tree-state.ts';
import { chooseTree } from '../../state/tree/tree-view.ts';
import { useConnections } from '../../state/servers/connections.ts';
import { visitAll, visitSearch } from '../../state/workspace/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useEnter } from '../../ui/use-enter.ts';
import { QueryField } from '../../ui/search/query-field.tsx';
import { QueryProblemText } from '../../ui/search/query-problem-text.tsx';
import { DeepFilter } from './deep-filter.tsx';
import { ProjectionBar } from './projection-bar.tsx';
import { choose } from './tree-commands.ts';
import { TreeList } from './tree-list.tsx';
import './tree.css';

/**
 * The inventory tree with its filter.
 * @param props.below stands below it: the searches
 */
export function TreePanel({ below }: { readonly below: ReactElement }): ReactElement {
  const query = useTree((state) => state.query);
  const filterText = useTree((state) => state.filterText);
  const deep = useTree(asksCore);
  const searching = useTree((state) => asksCore(state) && !state.byCore);
  const empty = useTree((state) => state.flat.length === 0);
  const panel = useRef<HTMLElement>(null);

  /** From the filter straight into what it found. */
  const enterTree = (): void => {
    chooseFirstFound();
    panel.current?.querySelector<HTMLElement>('[role=tree]')?.focus();
  };

  return (
    <nav ref={panel} className="tree-panel" aria-label={t('tree.label')}>
      <TreeHead onEnter={enterTree} />
      {query !== null && deep && <DeepFilter query={query} />}
      {empty ? <NoLines searching={searching} filterText={filterText} /> : <TreeList />}
      {below}
    </nav>
  );
}

/** What stands in the tree's stead: nothing was found, or nothing of it stands in this tree, or groups are being made. */
function NoLines(props: {
  readonly searching: boolean;
  readonly filterText: string;
}): ReactElement | null {
  const filtering = useTree((state) => state.query !== null);
  const found = useTree(countFound);
  const grouped = useWorkspace((state) => state.tree.groupBy !== null);
  const some = useConnections((state) => state.order.length > 0);
  if (!filtering)
    return grouped && some ? <EmptyState icon="layers" title={t('tree.grouping')} /> : <TreeList />;
  if (props.searching) return <EmptyState icon="search" title={t('tree.searching')} />;
  if (found === 0)
    return (
      <EmptyState icon="search" title={t('tree.noMatch', { text: props.filterText.trim() })} />
    );
  return (
    <EmptyState icon="search" title={t('tree.elsewhere', { count: found })}>
      <LinkButton onClick={() => chooseTree({ projection: 'hosts', groupBy: null, hide: [] })}>
        {t('tree.elsewhere.show')}
      </LinkButton>
    </EmptyState>
  );
}

function countFound({ results }: ReturnType<typeof useTree.getState>): number {
  return [...results.values()].reduce((sum, { matches }) => sum + matches.size, 0);
}

function chooseFirstFound(): void {
  const { flat, results, query } = useTree.getState();
  const found = flat.findIndex(
    ({ connection, ref }) => ref !== null && results.get(connection)?.matches.has(ref) === true,
  );
  if (query !== null && found >= 0) choose(flat, found, 'one');
}

/** The filter, what is wrong with it, and how much it found; the way to all servers while nothing is looked for. */
function TreeHead({ onEnter }: { readonly onEnter: () => void }): ReactElement {
  const filterText = useTree((state) => state.filterText);
  const filtering = useTree((state) => state.query !== null);
  const problem = useTree((state) => state.problem);
  const empty = useTree((state) => state.flat.length === 0);
  const field = useFindKey();
  const values = useQueryValues();
  const problemId = useId();
  const enter = useEnter(useTree(isCurrent), onEnter);
  const change = (text: string): void => {
    enter.forget();
    setFilter(text);
    if (text === '') revealSelected();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    enter.press();
  };
  return (
    <div className="tree-head">
      <QueryField
        inputRef={field}
        value={filterText}
        label={t('tree.filter')}
        clearLabel={t('tree.filter.clear')}
        problemId={problem === undefined ? undefined : problemId}
        values={values}
        onChange={change}
        onKeyDown={onKeyDown}
      />
      {problem !== undefined && (
        <QueryProblemText id={problemId} typed={filterText} problem={problem} onMend={change} />
      )}
      {filtering && !empty && problem === undefined && <MatchCount />}
      <ProjectionBar />
      {!filtering && <AllServers />}
    </div>
  );
}

/** The field that the shortcut for finding leads to, from wherever one is. */
function useFindKey(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (): void => {
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('moref:find', focus);
    return () => window.removeEventListener('moref:find', focus);
  }, []);
  return field;
}

/** The way to the page of all servers. */
function AllServers(): ReactElement | null {
  const isShown = useWorkspace(({ current, search }) => current === null && search === null);
  const some = useConnections((state) => state.order.length > 0);
  if (!some) return null;
  return (
    <button
      type="button"
      className="tree-all"
      aria-current={isShown ? 'page' : undefined}
      onClick={visitAll}
    >
      <Icon name="server" size={16} />
      {t('overview.title')}
    </button>
  );
}

function MatchCount(): ReactElement {
  const count = useTree(countFound);
  return (
    <div className="tree-count">
      <span role="status">{t('tree.matches', { count })}</span>
      <WhereFound />
      <LinkButton onClick={showAsList}>{t('tree.asList')}</LinkButton>
    </div>
  );
}

function showAsList(): void {
  visitSearch(useTree.getState().filterText);
}

/** Whether free text was found in names or elsewhere, and the way to the other. */
function WhereFound(): ReactElement | null {
  const freeText = useTree((state) => state.query?.freeText === true && !state.query.deep);
  const inNames = useTree((state) => state.inNames);
  const anywhere = useTree((state) => state.anywhere);
  if (!freeText) return null;
  if (inNames || anywhere)
    return (
      <LinkButton onClick={() => searchAnywhere(!anywhere)}>
        {t(anywhere ? 'tree.search.names' : 'tree.search.anywhere')}
      </LinkButton>
    );
  return <span>{t('tree.search.notInNames')}</span>;
}
