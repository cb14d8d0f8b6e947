import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';

/** What a menu needs to know of an action. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly icon?: IconName;
  readonly shortcut?: string;
  readonly refused?: string;
  readonly run: () => void;
}

export interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** Where it opens: a point of the window, or an element; closed if null. */
  readonly at: { readonly x: number; readonly y: number } | HTMLElement | null;
  readonly onClose: () => void;
}

/** A menu of actions in groups. What cannot be done stays reachable, so that it can say why. */
export function ActionMenu({ label, actions, at, onClose }: ActionMenuProps): ReactElement {
  const anchor =
    at instanceof HTMLElement
      ? { anchorEl: at }
      : {
          anchorReference: 'anchorPosition' as const,
          anchorPosition: { left: at?.x ?? 0, top: at?.y ?? 0 },
        };
  return (
    <Menu
      open={at !== null}
      onClose={onClose}
      {...anchor}
      slotProps={{ list: { 'aria-label': label, dense: true } }}
      transitionDuration={0}
    >
      {actions.flatMap((action, index) => [
        index > 0 && actions[index - 1]?.group !== action.group ? (
          <Divider key={`before ${action.id}`} component="li" />
        ) : null,
        <ActionItem key={action.id} action={action} onClose={onClose} />,
      ])}
    </Menu>
  );
}

function ActionItem(props: {
  readonly action: MenuAction;
  readonly onClose: () => void;
}): ReactElement {
  const { action, onClose, ...fromMenu } = props;
  const refused = action.refused !== undefined;
  return (
    <Tooltip describeChild title={action.refused ?? ''} placement="right" enterDelay={150}>
      <MenuItem
        {...fromMenu}
        aria-disabled={refused}
        onClick={() => {
          if (refused) return;
          onClose();
          action.run();
        }}
        sx={refused ? { color: 'text.disabled', cursor: 'default' } : {}}
      >
        <ListItemIcon sx={{ color: 'inherit' }}>
          {action.icon !== undefined && <Icon name={action.icon} />}
        </ListItemIcon>
        <ListItemText>{action.label}</ListItemText>
        {action.shortcut !== undefined && (
          <span className="weak" style={{ marginLeft: 24 }}>
            {action.shortcut}
          </span>
        )}
      </MenuItem>
    </Tooltip>
  );
}
