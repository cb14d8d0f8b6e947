import { shownKeys } from '../../format/keys.ts';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { shortcutSections, type ShortcutSection } from './shortcut-sections.ts';
import './shortcut-sheet.css';

/** All keys on one sheet. */
export function ShortcutSheet(): ReactElement {
  const sections = shortcutSections();
  const keys = (section: ShortcutSection): ReactElement => (
    <Keys key={section.title} {...section} />
  );
  return (
    <Dialog
      open
      onClose={closeDialog}
      maxWidth="md"
      aria-labelledby="keys-title"
      transitionDuration={0}
    >
      <DialogTitle id="keys-title">{t('shortcuts.title')}</DialogTitle>
      <DialogContent className="keys">
        <div>{sections.slice(0, 2).map(keys)}</div>
        <div>{sections.slice(2).map(keys)}</div>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys(props: ShortcutSection): ReactElement {
  return (
    <section>
      <h3 className="fact-title">{props.title}</h3>
      <dl className="keys-list">
        {props.keys.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {shownKeys(keys)
                .split('  ')
                .map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
