import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { inWords, wordsOf } from '../../i18n/translate.ts';
import type { FormValue } from './input-values.ts';
import { LookupField } from './lookup/lookup-field.tsx';
import type { Asker } from './lookup/lookup-picker.tsx';

export interface InputFieldProps {
  readonly input: OperationInput;
  readonly value: FormValue;
  /** What the chosen option of a lookup is called. */
  readonly label: string;
  /** What was given so far: choices may follow from it. */
  readonly given: InputValues;
  readonly asker: Asker;
  readonly problem: string | undefined;
  readonly focus: boolean;
  readonly onChange: (value: FormValue, label?: string) => void;
}

/** The field of one input, by its type. */
export function InputField(props: InputFieldProps): ReactElement {
  const { input, value, problem, focus, onChange } = props;
  if (input.type === 'boolean')
    return (
      <div>
        <FormControlLabel
          control={
            <Checkbox
              checked={value === true}
              autoFocus={focus}
              onChange={(event) => onChange(event.target.checked)}
            />
          }
          label={inWords(input.label)}
        />
        {input.help !== undefined && <FormHelperText>{inWords(input.help)}</FormHelperText>}
      </div>
    );
  const common = {
    label: inWords(input.label),
    value: String(value),
    autoFocus: focus,
    error: problem !== undefined,
    helperText: problem ?? wordsOf(input.help),
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange(event.target.value),
  };
  switch (input.type) {
    case 'choice':
      return (
        <TextField {...common} select>
          {!input.required && <MenuItem value="">–</MenuItem>}
          {input.options.map((option) => (
            <MenuItem key={option.value} value={option.value}>
              {inWords(option.label)}
            </MenuItem>
          ))}
        </TextField>
      );
    case 'number':
      return (
        <TextField
          {...common}
          onFocus={(event) => event.target.select()}
          slotProps={{
            htmlInput: { inputMode: 'decimal', spellCheck: false },
            ...(input.unit === undefined
              ? {}
              : {
                  input: {
                    endAdornment: (
                      <InputAdornment position="end">{inWords(input.unit)}</InputAdornment>
                    ),
                  },
                }),
          }}
        />
      );
    case 'lookup':
      return (
        <LookupField
          {...props}
          input={input}
          value={String(value)}
          onChoose={(option) => onChange(option?.value ?? '', wordsOf(option?.label))}
        />
      );
    case 'text':
      return (
        <TextField
          {...common}
          multiline={input.multiline === true}
          {...(input.multiline === true ? { minRows: 3, maxRows: 12 } : {})}
          onFocus={(event) => event.target.select()}
          slotProps={{ htmlInput: { maxLength: input.maxLength, spellCheck: false } }}
        />
      );
  }
}
