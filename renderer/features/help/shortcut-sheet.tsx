import { shownKeys } from '../../format/keys.ts';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { ReactElement } from 'react';
import { appActions } from '../../actions/app-actions.ts';
import { operationShortcuts } from '../../actions/operation-action.ts';
import { t, type MessageKey } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import './shortcut-sheet.css';

type PlainKey = Exclude<Extract<MessageKey, `shortcuts.${string}`>, `shortcuts.on.${string}`>;

/** Keys, two spaces apart, and what they do. */
type KeyLine = readonly [string, string];

/** From the actions' own definition; several keys of one meaning share a line. */
function everywhere(): readonly KeyLine[] {
  const byLabel = new Map<string, string>();
  for (const { label, shortcut } of appActions()) {
    if (shortcut === undefined) continue;
    const known = byLabel.get(label);
    byLabel.set(label, known === undefined ? shortcut : `${known}  ${shortcut}`);
  }
  return [
    ...[...byLabel].map(([label, keys]): KeyLine => [keys, label]),
    ['Esc', t('shortcuts.escape')],
  ];
}

function onSelection(): readonly KeyLine[] {
  return Object.entries(operationShortcuts).map(
    ([id, keys]): KeyLine => [keys, t(`shortcuts.on.${id as keyof typeof operationShortcuts}`)],
  );
}

const inTree: readonly (readonly [string, PlainKey])[] = [
  ['↑  ↓', 'shortcuts.move'],
  ['→', 'shortcuts.expand'],
  ['←', 'shortcuts.collapse'],
  ['Home  End', 'shortcuts.ends'],
  ['PgUp  PgDn', 'shortcuts.pages'],
  ['*', 'shortcuts.siblings'],
  ['A … Z', 'shortcuts.type'],
  ['Shift+↑  Shift+↓', 'shortcuts.range'],
  ['Ctrl+↑  Ctrl+↓', 'shortcuts.moveOnly'],
  ['Space  Ctrl+Space', 'shortcuts.select'],
  ['Ctrl+A', 'shortcuts.all'],
  ['Shift+F10', 'shortcuts.menu'],
];

const inTasks: readonly (readonly [string, PlainKey])[] = [
  ['Enter', 'shortcuts.task.go'],
  ['Space', 'shortcuts.task.details'],
  ['Delete', 'shortcuts.task.cancel'],
  ['Ctrl+C', 'shortcuts.task.copy'],
  ['→  ←', 'shortcuts.task.run'],
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
        <div>
          <Keys title={t('shortcuts.everywhere')} keys={everywhere()} />
          <Keys title={t('shortcuts.selection')} keys={onSelection()} />
        </div>
        <div>
          <Keys
            title={t('shortcuts.tree')}
            keys={inTree.map(([keys, message]): KeyLine => [keys, t(message)])}
          />
          <Keys
            title={t('shortcuts.task')}
            keys={inTasks.map(([keys, message]): KeyLine => [keys, t(message)])}
          />
        </div>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys(props: { readonly title: string; readonly keys: readonly KeyLine[] }): ReactElement {
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
