import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactElement } from 'react';
import { themes } from '../actions/app-actions.ts';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Icon } from '../ui/icon.tsx';

/** The program's name and what concerns all servers. */
export function TopBar(): ReactElement {
  return (
    <header className="top-bar">
      <h1 className="top-name">{t('app.name')}</h1>
      <button type="button" className="top-palette" onClick={() => showDialog({ kind: 'palette' })}>
        <Icon name="search" size={14} />
        <span className="ellipsis">{t('palette.open')}</span>
        <kbd>Ctrl+K</kbd>
      </button>
      <Button
        variant="outlined"
        startIcon={<Icon name="add" size={14} />}
        onClick={() => showDialog({ kind: 'server' })}
      >
        {t('server.add')}
      </Button>
      <ThemeSwitch />
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

function ThemeSwitch(): ReactElement {
  const chosen = useWorkspace((state) => state.theme);
  const icon = themes.find(({ theme }) => theme === chosen)?.icon ?? 'system';
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label = `${t('theme.label')}: ${t(`theme.${chosen}`)}`;
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Icon name={icon} />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
      >
        {themes.map(({ theme, icon: sign }) => (
          <MenuItem
            key={theme}
            role="menuitemradio"
            aria-checked={theme === chosen}
            selected={theme === chosen}
            onClick={() => {
              useWorkspace.getState().set({ theme });
              setAnchor(null);
            }}
          >
            <Icon name={sign} className="menu-icon" />
            {t(`theme.${theme}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
