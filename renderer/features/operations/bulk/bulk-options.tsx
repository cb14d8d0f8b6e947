import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import type { RunOptions } from '#shared/model/run.ts';
import { t } from '../../../i18n/translate.ts';

const most = 64;

/** How carefully a run goes about it. */
export function BulkOptions(props: {
  readonly options: RunOptions;
  readonly onChange: (options: RunOptions) => void;
}): ReactElement {
  const { options, onChange } = props;
  const cap = (name: 'perServer' | 'perHost'): ReactElement => (
    <TextField
      type="number"
      label={t(`bulk.${name}`)}
      value={options[name]}
      fullWidth={false}
      className="bulk-cap"
      onChange={(event) => {
        const number = Math.round(Number(event.target.value));
        if (number >= 1 && number <= most) onChange({ ...options, [name]: number });
      }}
      slotProps={{ htmlInput: { min: 1, max: most, step: 1 } }}
    />
  );
  return (
    <div className="bulk-options">
      <FormControlLabel
        control={
          <Checkbox
            checked={options.stopOnError}
            onChange={(event) => onChange({ ...options, stopOnError: event.target.checked })}
          />
        }
        label={t('bulk.stopOnError')}
      />
      <span className="weak">{t('bulk.atOnce')}</span>
      {cap('perServer')}
      {cap('perHost')}
    </div>
  );
}
