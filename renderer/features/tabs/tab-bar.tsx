import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { t } from '../../i18n/translate.ts';
import type { WorkspaceTab } from '../../state/workspace/tab.ts';
import { closeTab, moveTab, openTab, showTab } from '../../state/workspace/tabs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { asksForMenu } from '../../ui/lines/line-events.ts';
import { tabActions } from './tab-actions.ts';
import { useTabTitle } from './tab-title.ts';
import './tabs.css';

interface Menu {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The tabs of the workspace; nothing while there is one that nobody pinned. */
export function TabBar(): ReactElement | null {
  const tabs = useWorkspace((state) => state.tabs);
  const shown = useWorkspace((state) => state.tab);
  const [menu, setMenu] = useState<Menu | null>(null);
  const dragged = useRef<string | null>(null);
  const only = tabs.length === 1 && tabs[0]?.pinned !== true;
  if (only) return null;
  return (
    <div className="tabs">
      <div role="tablist" className="tabs-list" aria-label={t('tabs.label')}>
        {tabs.map((tab, index) => (
          <TabItem
            key={tab.id}
            tab={tab}
            shown={tab.id === shown}
            onMenu={(x, y) => setMenu({ id: tab.id, x, y })}
            onDragStart={() => {
              dragged.current = tab.id;
            }}
            onDrop={() => {
              if (dragged.current !== null) moveTab(dragged.current, index);
              dragged.current = null;
            }}
          />
        ))}
      </div>
      <button
        type="button"
        className="tabs-button"
        aria-label={t('tabs.new')}
        title={t('tabs.new')}
        onClick={() => openTab()}
      >
        <Icon name="add" size={14} />
      </button>
      <ActionMenu
        label={t('tabs.actions')}
        actions={menu === null ? [] : tabActions(menu.id)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

interface TabItemProps {
  readonly tab: WorkspaceTab;
  readonly shown: boolean;
  readonly onMenu: (x: number, y: number) => void;
  readonly onDragStart: () => void;
  readonly onDrop: () => void;
}

/** A tab: chosen by click and arrow, closed by the wheel's button, its cross and Delete. */
function TabItem(props: TabItemProps): ReactElement {
  const { tab, shown, onMenu } = props;
  const item = useRef<HTMLSpanElement>(null);
  // Of many tabs some are out of sight: the one that is shown never is.
  useEffect(() => {
    if (shown) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <span
      ref={item}
      role="presentation"
      className={shown ? 'tab-item tab-shown' : 'tab-item'}
      draggable
      onDragStart={props.onDragStart}
      onDragOver={(event) => event.preventDefault()}
      onDrop={props.onDrop}
      onMouseDown={(event: MouseEvent) => {
        // The wheel's button would begin to scroll.
        if (event.button === 1) event.preventDefault();
      }}
      onAuxClick={(event) => {
        if (event.button === 1) closeTab(tab.id);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(event.clientX, event.clientY);
      }}
    >
      <TabName tab={tab} shown={shown} onMenu={onMenu} />
      {!tab.pinned && (
        // For the mouse alone: the keyboard closes the tab itself.
        <span
          aria-hidden="true"
          className="tab-close"
          title={t('tabs.close')}
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          onClick={() => closeTab(tab.id)}
        >
          <Icon name="close" size={12} />
        </span>
      )}
    </span>
  );
}

function TabName({
  tab,
  shown,
  onMenu,
}: Pick<TabItemProps, 'tab' | 'shown' | 'onMenu'>): ReactElement {
  const { current, search } = useWorkspace();
  const { name, icon } = useTabTitle(shown ? { current, search } : tab.view);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey) return;
    const tabs = event.currentTarget.parentElement;
    const box = event.currentTarget.getBoundingClientRect();
    if (event.key === 'Delete') closeTab(tab.id);
    else if (asksForMenu(event)) onMenu(box.left, box.bottom);
    else if (event.key === 'ArrowRight') goTo(tabs?.nextElementSibling);
    else if (event.key === 'ArrowLeft') goTo(tabs?.previousElementSibling);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      role="tab"
      aria-selected={shown}
      aria-controls="page"
      tabIndex={shown ? 0 : -1}
      className="tab-name"
      title={name}
      translate="no"
      onClick={() => showTab(tab.id)}
      onKeyDown={onKeyDown}
    >
      <Icon name={tab.pinned ? 'here' : icon} size={14} />
      <span className="ellipsis">{name}</span>
      {tab.pinned && <span className="visually-hidden">{t('tabs.pinned')}</span>}
    </button>
  );
}

function goTo(item: Element | null | undefined): void {
  const button = item?.querySelector('button');
  button?.focus();
  button?.click();
}
