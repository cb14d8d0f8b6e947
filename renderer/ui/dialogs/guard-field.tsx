import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import './guard-field.css';

/** True where nothing has to be typed, or it was. Spaces around it do not matter. */
export function isConfirmed(guard: string | undefined, typed: string): boolean {
  return guard === undefined || typed.trim() === guard.trim();
}

/** Asks for a word to be typed, so that nothing on a production server is lost by habit. */
export function GuardField(props: {
  readonly guard: string;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
  readonly focus?: boolean;
}): ReactElement {
  const { guard, typed, onChange, focus = false } = props;
  return (
    <div className="guard">
      <p className="guard-text">
        {t('guard.text')} <strong className="selectable mono">{guard}</strong>
      </p>
      <TextField
        label={t('guard.label', { guard })}
        value={typed}
        autoFocus={focus}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
      />
    </div>
  );
}
