import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { ActionButton } from './action-button.tsx';
import { ActionMenu } from './action-menu.tsx';
import type { MenuAction } from './menu-action.ts';
import { Icon } from '../icons/icon.tsx';
import './action-bar.css';

export interface ActionBarProps {
  readonly actions: readonly MenuAction[];
  /** Those of them that have a button of their own. */
  readonly shown: readonly MenuAction[];
  /** It is not known yet what can be done. */
  readonly loading: boolean;
  readonly error: MorefError | null;
}

/** A target's daily operations as buttons; all of them in a menu. An operation that is refused says why. */
export function ActionBar({ actions, shown, loading, error }: ActionBarProps): ReactElement {
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  return (
    <div className="action-bar" role="toolbar" aria-label={t('object.actions')}>
      <div className="action-buttons">
        {shown.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </div>
      {error !== null && (
        <span className="tone-error action-error" role="alert">
          {t('object.offers.failed')}: {inWords(error.message)}
        </span>
      )}
      <Tooltip title={t('common.more')}>
        <IconButton
          aria-label={t('common.more')}
          aria-haspopup="menu"
          onClick={(event) => setMenu(event.currentTarget)}
        >
          <Icon name="menu" />
        </IconButton>
      </Tooltip>
      <ActionMenu
        label={t('object.actions')}
        actions={actions}
        loading={loading}
        problem={error === null ? undefined : inWords(error.message)}
        at={menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}
