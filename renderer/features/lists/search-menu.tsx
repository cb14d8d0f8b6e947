import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { KeepSearch } from './keep-search.tsx';
import { builtInSearches } from '../../state/search/saved-searches.ts';

/** The searches that were kept, those that come with Moref, and the way to keep the present one. */
export function SearchMenu(props: {
  readonly typed: string;
  readonly onChoose: (query: string) => void;
}): ReactElement {
  const { typed, onChoose } = props;
  const own = useWorkspace((state) => state.searches);
  const [at, setAt] = useState<HTMLElement | null>(null);
  const [keeping, setKeeping] = useState(false);
  const choose = (query: string): void => {
    onChoose(query);
    setAt(null);
  };
  return (
    <>
      <IconButton
        aria-label={t('search.saved')}
        title={t('search.saved')}
        aria-haspopup="menu"
        onClick={(event) => setAt(event.currentTarget)}
      >
        <Icon name="star" size={16} />
      </IconButton>
      <Menu
        open={at !== null}
        anchorEl={at}
        onClose={() => setAt(null)}
        slotProps={{ list: { 'aria-label': t('search.saved'), dense: true } }}
        transitionDuration={0}
      >
        <MenuItem
          disabled={typed.trim() === ''}
          onClick={() => {
            setAt(null);
            setKeeping(true);
          }}
        >
          {t('search.keep')}
        </MenuItem>
        <Divider component="li" />
        {Object.keys(own).length > 0 && (
          <ListSubheader role="presentation">{t('search.own')}</ListSubheader>
        )}
        {Object.entries(own).map(([name, query]) => (
          <MenuItem key={name} title={query} translate="no" onClick={() => choose(query)}>
            {name}
          </MenuItem>
        ))}
        <ListSubheader role="presentation">{t('search.builtIn')}</ListSubheader>
        {builtInSearches.map(({ title, query }) => (
          <MenuItem key={title} title={query} translate="no" onClick={() => choose(query)}>
            {t(title)}
          </MenuItem>
        ))}
      </Menu>
      {keeping && <KeepSearch query={typed.trim()} onClose={() => setKeeping(false)} />}
    </>
  );
}
