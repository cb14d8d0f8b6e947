import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { exportFormats } from '#shared/export/writer.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { ListExport } from './use-export.ts';

/** Saves the list as a file; while it does, says how far it is and can be stopped. */
export function ExportButton(props: {
  readonly exports: ListExport;
  readonly disabled: boolean;
}): ReactElement {
  const { progress, start, cancel } = props.exports;
  const [at, setAt] = useState<HTMLElement | null>(null);
  if (progress !== undefined)
    return (
      <span role="status" className="list-export">
        {t('list.exported', progress)} <Button onClick={cancel}>{t('common.cancel')}</Button>
      </span>
    );
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        aria-haspopup="menu"
        disabled={props.disabled}
        startIcon={<Icon name="download" size={14} />}
        onClick={(event) => setAt(event.currentTarget)}
      >
        {t('list.export')}
      </Button>
      <Menu
        open={at !== null}
        anchorEl={at}
        onClose={() => setAt(null)}
        slotProps={{ list: { 'aria-label': t('list.export'), dense: true } }}
        transitionDuration={0}
      >
        {exportFormats.map((format) => (
          <MenuItem
            key={format}
            onClick={() => {
              setAt(null);
              void start(format);
            }}
          >
            {t(`list.export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
