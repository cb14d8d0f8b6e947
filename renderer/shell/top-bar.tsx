import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactElement } from 'react';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { useWorkspace, type ThemeChoice } from '../state/workspace.ts';
import type { IconName } from '../ui/icon-paths.ts';
import { Icon } from '../ui/icon.tsx';

const themeIcons: Readonly<Record<ThemeChoice, IconName>> = {
  system: 'system',
  light: 'sun',
  dark: 'moon',
};
const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** The program's name and what concerns all servers. */
export function TopBar(): ReactElement {
  return (
    <header className="top-bar">
      <h1 className="top-name">{t('app.name')}</h1>
      <span className="top-space" />
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
  const theme = useWorkspace((state) => state.theme);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label = `${t('theme.label')}: ${t(`theme.${theme}`)}`;
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Icon name={themeIcons[theme]} />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
      >
        {themes.map((one) => (
          <MenuItem
            key={one}
            role="menuitemradio"
            aria-checked={one === theme}
            selected={one === theme}
            onClick={() => {
              useWorkspace.getState().set({ theme: one });
              setAnchor(null);
            }}
          >
            <Icon name={themeIcons[one]} className="menu-icon" />
            {t(`theme.${one}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
