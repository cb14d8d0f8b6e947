import { shownKeys } from '../../format/keys.ts';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import type { MenuAction } from './menu-action.ts';
import { Icon } from '../icons/icon.tsx';
import './action-button.css';

/** An action as a button. A refused one stays in reach of pointer and keyboard, so that it can tell the reason. */
export function ActionButton({ action }: { readonly action: MenuAction }): ReactElement {
  const refused = action.refused !== undefined;
  const title = [action.refused ?? action.detail ?? '', shownKeys(action.shortcut ?? '')].filter(
    (part) => part !== '',
  );
  return (
    <Tooltip describeChild title={title.join(' · ')}>
      <Button
        variant="outlined"
        color="inherit"
        aria-disabled={refused}
        className={refused ? 'action-button action-refused' : 'action-button'}
        startIcon={action.icon === undefined ? undefined : <Icon name={action.icon} size={14} />}
        onClick={() => {
          if (!refused) action.run();
        }}
      >
        {action.label}
        {action.badge !== undefined && <span className="action-badge">{action.badge}</span>}
      </Button>
    </Tooltip>
  );
}
