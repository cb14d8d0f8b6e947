import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import type { KeyboardEvent, ReactElement } from 'react';
import { ActionItem } from './action-item.tsx';
import type { MenuAction } from './menu-action.ts';
import { groupName } from './group-name.ts';

export interface OpenGroup {
  readonly group: string;
  readonly actions: readonly MenuAction[];
  readonly anchor: HTMLElement;
  /** It was opened by click or key, and takes the keyboard's focus. */
  readonly focus: boolean;
}

/** The menu of one group, beside the menu that it belongs to. */
export function SubMenu(props: {
  readonly open: OpenGroup | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactElement | null {
  const { open, onClose, onDone } = props;
  if (open === null) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
    open.anchor.focus();
  };
  return (
    <Popper
      open
      anchorEl={open.anchor}
      placement="right-start"
      className="sub-menu"
      modifiers={[{ name: 'offset', options: { offset: [-6, -2] } }]}
    >
      <Paper elevation={8} className="sub-menu-paper">
        <MenuList
          // Made anew for every group and for every way to open it: the focus goes to the first item when the list appears.
          key={`${open.group} ${open.focus}`}
          dense
          autoFocusItem={open.focus}
          aria-label={groupName(open.group)}
          onKeyDown={onKeyDown}
        >
          {open.actions.map((action) => (
            <ActionItem key={action.id} action={action} onClose={onDone} />
          ))}
        </MenuList>
      </Paper>
    </Popper>
  );
}
