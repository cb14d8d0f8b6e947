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
    keepKey(binding, shortcut);
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
  const question = t('shortcuts.press', { action: label });
  return (
    <Dialog
      open
      onClose={onDone}
      onKeyDown={onKeyDown}
      aria-label={question}
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
          {question}
          <p role="status" className="key-problem">
            {pressed !== undefined && problemOf(pressed, conflict)}
          </p>
        </div>
      </DialogContent>
      <Choices
        binding={binding}
        pressed={pressed}
        conflict={conflict}
        onKeep={keep}
        onDone={onDone}
      />
    </Dialog>
  );
}

function Choices(props: {
  readonly binding: Binding;
  readonly pressed: string | undefined;
  readonly conflict: Binding | undefined;
  readonly onKeep: (shortcut: string) => void;
  readonly onDone: () => void;
}): ReactElement {
  const { binding, pressed, conflict, onKeep, onDone } = props;
  return (
    <DialogActions>
      {binding.shortcut !== binding.usual && (
        <Button onClick={() => onKeep(binding.usual ?? '')}>{t('shortcuts.reset')}</Button>
      )}
      {pressed !== undefined && conflict !== undefined && !isTaken(pressed) && (
        <Button
          variant="contained"
          onClick={() => {
            setKey(conflict.id, '');
            onKeep(pressed);
          }}
        >
          {t('shortcuts.take')}
        </Button>
      )}
      <Button onClick={onDone}>{t('common.cancel')}</Button>
    </DialogActions>
  );
}

function keepKey({ id, usual }: Binding, shortcut: string): void {
  if (shortcut === usual || (shortcut === '' && usual === undefined)) resetKey(id);
  else setKey(id, shortcut);
}

function problemOf(pressed: string, conflict: Binding | undefined): string {
  const keys = shownKeys(pressed);
  if (isTaken(pressed)) return t('shortcuts.taken', { keys });
  return conflict === undefined ? '' : t('shortcuts.conflict', { keys, action: conflict.label });
}
