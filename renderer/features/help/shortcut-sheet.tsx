import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { t, type MessageKey } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import './shortcut-sheet.css';

type PlainKey = Extract<MessageKey, `shortcuts.${string}`>;

const everywhere: readonly (readonly [string, PlainKey])[] = [
  ['Ctrl+F  /', 'shortcuts.filter'],
  ['Ctrl+`', 'shortcuts.tasks'],
  ['F2', 'shortcuts.rename'],
  ['Alt+←  Alt+→', 'shortcuts.history'],
  ['Esc', 'shortcuts.escape'],
  ['?', 'shortcuts.help'],
];

const inTree: readonly (readonly [string, PlainKey])[] = [
  ['↑  ↓', 'shortcuts.move'],
  ['→', 'shortcuts.expand'],
  ['←', 'shortcuts.collapse'],
  ['Home  End', 'shortcuts.ends'],
  ['PgUp  PgDn', 'shortcuts.pages'],
  ['*', 'shortcuts.siblings'],
  ['A … Z', 'shortcuts.type'],
  ['Shift+↑  Ctrl+Space', 'shortcuts.select'],
  ['Shift+F10', 'shortcuts.menu'],
];

/** All keys on one sheet. */
export function ShortcutSheet(): ReactElement {
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
        <Keys title={t('shortcuts.everywhere')} keys={everywhere} />
        <Keys title={t('shortcuts.tree')} keys={inTree} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys(props: {
  readonly title: string;
  readonly keys: readonly (readonly [string, PlainKey])[];
}): ReactElement {
  return (
    <section>
      <h3 className="fact-title">{props.title}</h3>
      <dl className="keys-list">
        {props.keys.map(([keys, message]) => (
          <div key={message}>
            <dt>
              {keys.split('  ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{t(message)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
