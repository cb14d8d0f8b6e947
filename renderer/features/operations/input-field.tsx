import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type {
  BooleanInput,
  ChoiceInput,
  InputValues,
  NumberInput,
  OperationInput,
  TextInput,
} from '#shared/model/operation.ts';
import { inWords, wordsOf } from '../../i18n/translate.ts';
import type { FormValue } from './input-values.ts';
import { LookupField } from './lookup/lookup-field.tsx';
import type { Asker } from './lookup/lookup-picker.tsx';

export interface InputFieldProps {
  readonly input: OperationInput;
  readonly value: FormValue;
  /** What the chosen option of a lookup is called. */
  readonly label: Text;
  /** What was given so far: choices may follow from it. */
  readonly given: InputValues;
  readonly asker: Asker;
  readonly problem: string | undefined;
  readonly focus: boolean;
  readonly onChange: (value: FormValue, label?: Text) => void;
}

/** The field of one input, by its type. */
export function InputField(props: InputFieldProps): ReactElement {
  const { input, value, onChange } = props;
  switch (input.type) {
    case 'boolean':
      return <BooleanField {...props} input={input} />;
    case 'choice':
      return <ChoiceField {...props} input={input} />;
    case 'number':
      return <NumberField {...props} input={input} />;
    case 'text':
      return <LineField {...props} input={input} />;
    case 'lookup':
      return (
        <LookupField
          {...props}
          input={input}
          value={String(value)}
          onChoose={(option) => onChange(option?.value ?? '', option?.label)}
        />
      );
  }
}

type Of<Input extends OperationInput> = InputFieldProps & { readonly input: Input };

function BooleanField({ input, value, focus, onChange }: Of<BooleanInput>): ReactElement {
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
}

/** What every field with a text in it has. */
function textProps({ input, value, problem, focus, onChange }: InputFieldProps) {
  return {
    label: inWords(input.label),
    value: String(value),
    autoFocus: focus,
    error: problem !== undefined,
    helperText: problem ?? wordsOf(input.help),
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange(event.target.value),
  };
}

function ChoiceField(props: Of<ChoiceInput>): ReactElement {
  const { required, options } = props.input;
  return (
    <TextField {...textProps(props)} select>
      {!required && <MenuItem value="">–</MenuItem>}
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {inWords(option.label)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function NumberField(props: Of<NumberInput>): ReactElement {
  const { unit } = props.input;
  const adornment = unit !== undefined && (
    <InputAdornment position="end">{inWords(unit)}</InputAdornment>
  );
  return (
    <TextField
      {...textProps(props)}
      onFocus={(event) => event.target.select()}
      slotProps={{
        htmlInput: { inputMode: 'decimal', spellCheck: false },
        input: { endAdornment: adornment },
      }}
    />
  );
}

/** A line of text, or several. */
function LineField(props: Of<TextInput>): ReactElement {
  const { multiline = false, maxLength } = props.input;
  return (
    <TextField
      {...textProps(props)}
      multiline={multiline}
      {...(multiline && { minRows: 3, maxRows: 12 })}
      onFocus={(event) => event.target.select()}
      slotProps={{ htmlInput: { maxLength, spellCheck: false } }}
    />
  );
}
