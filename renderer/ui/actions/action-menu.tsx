import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu, { type MenuProps } from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { t } from '../../i18n/translate.ts';
import { ActionItem } from './action-item.tsx';
import { groupName } from './group-name.ts';
import { Icon } from '../icons/icon.tsx';
import type { MenuAction } from './menu-action.ts';
import { menuSections } from './menu-sections.ts';
import { SubMenu, type OpenGroup } from './sub-menu.tsx';
import './action-menu.css';

export interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** It is not known yet what can be done. */
  readonly loading?: boolean;
  /** Why it cannot be known what can be done. */
  readonly problem?: string | undefined;
  /** Where it opens: a point of the window, or an element; closed if null. */
  readonly at: { readonly x: number; readonly y: number } | HTMLElement | null;
  readonly onClose: () => void;
}

/** A menu of actions in groups. What cannot be done stays reachable, so that it can say why. */
export function ActionMenu(props: ActionMenuProps): ReactElement {
  const { label, actions, loading = false, problem, at, onClose } = props;
  const [sub, setSub] = useState<OpenGroup | null>(null);
  const list = useKeptFocus(at !== null && sub === null);
  const close = (): void => {
    setSub(null);
    onClose();
  };
  return (
    <>
      <Menu
        open={at !== null}
        onClose={close}
        // The keyboard's focus goes into a group's menu, which stands beside this one.
        disableEnforceFocus
        {...anchorOf(at)}
        slotProps={{ list: { 'aria-label': label, dense: true, ref: list } }}
        transitionDuration={0}
      >
        {loading && (
          <MenuItem key="loading" disabled>
            {t('common.loading')}
          </MenuItem>
        )}
        {problem !== undefined && (
          <MenuItem key="problem" aria-disabled className="menu-problem">
            {problem}
          </MenuItem>
        )}
        {menuSections(actions).flatMap((section, index) => [
          index > 0 || loading ? <Divider key={`before ${index}`} component="li" /> : null,
          ...section.map((entry) =>
            'action' in entry ? (
              <ActionItem
                key={entry.action.id}
                action={entry.action}
                onClose={close}
                onHover={() => setSub(null)}
              />
            ) : (
              <GroupItem
                key={`group ${entry.group}`}
                group={entry.group}
                open={sub?.group === entry.group}
                onOpen={(element, focus) =>
                  setSub({ group: entry.group, actions: entry.actions, anchor: element, focus })
                }
              />
            ),
          ),
        ])}
      </Menu>
      <SubMenu open={at === null ? null : sub} onClose={() => setSub(null)} onDone={close} />
    </>
  );
}

/** An action that comes to be offered or is no longer takes the focus with it if it had it: the menu keeps it. */
function useKeptFocus(isOpen: boolean): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (!isOpen || document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  });
  return list;
}

function anchorOf(at: ActionMenuProps['at']): Partial<MenuProps> {
  if (at instanceof HTMLElement) return { anchorEl: at };
  return {
    anchorReference: 'anchorPosition',
    anchorPosition: { left: at?.x ?? 0, top: at?.y ?? 0 },
  };
}

/** Opens the menu of a group: by pointer, by click, by Enter or the right arrow. */
function GroupItem(props: {
  readonly group: string;
  readonly open: boolean;
  readonly onOpen: (element: HTMLElement, focus: boolean) => void;
}): ReactElement {
  const { group, open, onOpen, ...fromMenu } = props;
  return (
    <MenuItem
      {...fromMenu}
      aria-haspopup="menu"
      aria-expanded={open}
      selected={open}
      onMouseEnter={(event) => onOpen(event.currentTarget, false)}
      onClick={(event) => onOpen(event.currentTarget, true)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') onOpen(event.currentTarget, true);
      }}
    >
      <ListItemIcon />
      <ListItemText>{groupName(group)}</ListItemText>
      <Icon name="chevron" size={14} className="menu-more" />
    </MenuItem>
  );
}
