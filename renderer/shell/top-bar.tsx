import { shownKeys } from '../format/keys.ts';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import { LanguageSwitch, ThemeSwitch } from '../actions/look-switches.tsx';
import { keyOf } from '../actions/bindings.ts';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { Icon } from '../ui/icons/icon.tsx';

/** The program's name and what concerns all servers. */
export function TopBar(): ReactElement {
  useWorkspace((state) => state.keys);
  const paletteKey = keyOf('app.palette', 'Ctrl+K');
  return (
    <header className="top-bar">
      <h1 className="top-name">{t('app.name')}</h1>
      <button type="button" className="top-palette" onClick={() => showDialog({ kind: 'palette' })}>
        <Icon name="search" size={14} />
        <span className="ellipsis">{t('palette.open')}</span>
        {paletteKey !== undefined && <kbd>{shownKeys(paletteKey)}</kbd>}
      </button>
      <Button
        variant="outlined"
        startIcon={<Icon name="add" size={14} />}
        onClick={() => showDialog({ kind: 'server' })}
      >
        {t('server.add')}
      </Button>
      <ThemeSwitch />
      <LanguageSwitch />
      <Tooltip title={t('shortcuts.open')}>
        <IconButton
          aria-label={t('shortcuts.open')}
          onClick={() => showDialog({ kind: 'shortcuts' })}
        >
          <Icon name="help" />
        </IconButton>
      </Tooltip>
    </header>
  );
}
