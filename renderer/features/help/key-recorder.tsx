import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { isTaken, resetKey, setKey, shortcutOf } from '../../actions/bindings.ts';
import { shownKeys } from '../../format/keys.ts';
import { t } from '../../i18n/translate.ts';
import { conflictOf, type Binding } from './shortcut-sections.ts';

/** Asks for the new key of an action; one that means something else is taken from there only on wish. */
export function KeyRecorder(props: {
  readonly binding: Binding;
  readonly onDone: () => void;
}): ReactElement {
  const { binding, onDone } = props;
  const { id, label } = binding;
  const [pressed, setPressed] = useState<string>();
  const conflict = pressed === undefined ? undefined : conflictOf(id, pressed);
  const keep = (shortcut: string): void => {
    if (shortcut === binding.usual) resetKey(id);
    else setKey(id, shortcut);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Buttons are reached by Tab, and pressed.
    if (event.key === 'Tab' || (event.target as Element).closest('button') !== null) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onDone();
    else if (event.key === 'Backspace') keep('');
    else {
      const shortcut = shortcutOf(event);
      if (shortcut === undefined) return;
      if (isTaken(shortcut) || conflictOf(id, shortcut) !== undefined) setPressed(shortcut);
      else keep(shortcut);
    }
  };
  return (
    <Dialog
      open
      onClose={onDone}
      onKeyDown={onKeyDown}
      aria-label={t('shortcuts.press', { action: label })}
      transitionDuration={0}
    >
      <DialogContent>
        <div
          ref={(element) => element?.focus()}
          // It hears the key.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="key-recorder"
        >
          {t('shortcuts.press', { action: label })}
          <p role="status" className="key-problem">
            {pressed !== undefined && problemOf(pressed, conflict)}
          </p>
        </div>
      </DialogContent>
      <DialogActions>
        {binding.shortcut !== binding.usual && (
          <Button
            onClick={() => {
              resetKey(id);
              onDone();
            }}
          >
            {t('shortcuts.reset')}
          </Button>
        )}
        {pressed !== undefined && conflict !== undefined && !isTaken(pressed) && (
          <Button
            variant="contained"
            onClick={() => {
              setKey(conflict.id, '');
              keep(pressed);
            }}
          >
            {t('shortcuts.take')}
          </Button>
        )}
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function problemOf(pressed: string, conflict: Binding | undefined): string {
  const keys = shownKeys(pressed);
  if (isTaken(pressed)) return t('shortcuts.taken', { keys });
  return conflict === undefined ? '' : t('shortcuts.conflict', { keys, action: conflict.label });
}
