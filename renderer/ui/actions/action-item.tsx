import { shownKeys } from '../../format/keys.ts';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import type { MenuAction } from './menu-action.ts';
import { Icon } from '../icons/icon.tsx';

/** An action as an item of a menu. */
export function ActionItem(props: {
  readonly action: MenuAction;
  readonly onClose: () => void;
  readonly onHover?: () => void;
}): ReactElement {
  const { action, onClose, onHover, ...fromMenu } = props;
  const refused = action.refused !== undefined;
  return (
    <Tooltip describeChild title={action.refused ?? ''} placement="right" enterDelay={150}>
      <MenuItem
        {...fromMenu}
        aria-disabled={refused}
        className={refused ? 'menu-refused' : action.danger === true ? 'menu-danger' : ''}
        onMouseEnter={onHover}
        onClick={() => {
          if (refused) return;
          onClose();
          action.run();
        }}
      >
        <ListItemIcon sx={{ color: 'inherit' }}>
          {action.icon !== undefined && <Icon name={action.icon} />}
        </ListItemIcon>
        <ListItemText>{action.label}</ListItemText>
        {action.detail !== undefined && <span className="menu-side weak">{action.detail}</span>}
        {action.shortcut !== undefined && (
          <span className="menu-side weak">{shownKeys(action.shortcut)}</span>
        )}
      </MenuItem>
    </Tooltip>
  );
}
