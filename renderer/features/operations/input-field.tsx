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
import { Said } from '../../ui/said.tsx';
import type { FormValue } from './input-values.ts';
import { LookupField, type LookupRoom } from './lookup/lookup-field.tsx';
import type { Asker } from './lookup/lookup-picker.tsx';

export interface InputFieldProps {
  readonly input: OperationInput;
  readonly value: FormValue;
  /** What the chosen option of a lookup is called. */
  readonly label: Text;
  /** What was given so far: choices may follow from it. */
  readonly given: InputValues;
  /** Who choices are asked for; undefined where there is nobody to ask. */
  readonly asker: Asker | undefined;
  readonly problem: string | undefined;
  readonly focus: boolean;
  /** It is shown as it is, and cannot be changed. */
  readonly locked?: boolean;
  /** Where the table of a lookup stands in the form; see LookupFieldProps. */
  readonly room?: LookupRoom;
  /** What stands in a field without a value. */
  readonly placeholder?: string;
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
      return props.asker === undefined ? (
        <LineField {...props} locked input={{ ...input, type: 'text', initial: '' }} />
      ) : (
        <LookupField
          {...props}
          asker={props.asker}
          input={input}
          value={String(value)}
          onChoose={(option) => onChange(option?.value ?? '', option?.label)}
        />
      );
  }
}

type Of<Input extends OperationInput> = InputFieldProps & { readonly input: Input };

function BooleanField(props: Of<BooleanInput>): ReactElement {
  const { input, value, focus, locked = false, placeholder, onChange } = props;
  return (
    <div>
      <FormControlLabel
        control={
          <Checkbox
            checked={value === true}
            indeterminate={placeholder !== undefined}
            disabled={locked}
            autoFocus={focus}
            onChange={(event) => onChange(event.target.checked)}
          />
        }
        label={<Said text={input.label} />}
      />
      {input.help !== undefined && <FormHelperText>{inWords(input.help)}</FormHelperText>}
    </div>
  );
}

/** What every field with a text in it has. */
function textProps(props: InputFieldProps) {
  const { input, value, problem, focus, locked = false, placeholder, onChange } = props;
  return {
    ...(placeholder !== undefined && { placeholder }),
    disabled: locked && input.type === 'choice',
    label: <Said text={input.label} />,
    value: String(value),
    autoFocus: focus,
    error: problem !== undefined,
    helperText: problem ?? wordsOf(input.help),
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange(event.target.value),
  };
}

/** A label above the field: what stands in it is no value. */
function shrunk({ placeholder }: InputFieldProps) {
  return placeholder === undefined ? {} : { inputLabel: { shrink: true } };
}

function severalChoices(placeholder: string) {
  return {
    slotProps: {
      inputLabel: { shrink: true },
      select: { displayEmpty: true, renderValue: () => placeholder },
    },
  };
}

function ChoiceField(props: Of<ChoiceInput>): ReactElement {
  const { placeholder } = props;
  const { required, options } = props.input;
  return (
    <TextField
      {...textProps(props)}
      select
      {...(placeholder !== undefined && severalChoices(placeholder))}
    >
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
    <InputAdornment position="end" translate={typeof unit === 'string' ? 'no' : 'yes'}>
      {inWords(unit)}
    </InputAdornment>
  );
  return (
    <TextField
      {...textProps(props)}
      onFocus={(event) => event.target.select()}
      slotProps={{
        htmlInput: { inputMode: 'decimal', spellCheck: false },
        input: { endAdornment: adornment, readOnly: props.locked === true },
        ...shrunk(props),
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
      slotProps={{
        htmlInput: { maxLength, spellCheck: false },
        input: { readOnly: props.locked === true },
        ...shrunk(props),
      }}
    />
  );
}
