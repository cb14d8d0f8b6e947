import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import type { ExplorerType } from '#shared/model/explorer.ts';
import { BinaryValue } from './binary-value.tsx';
import { useForm, useProblem, type TextValueProps } from './form-context.ts';
import { isJsonKind } from '../form/parse-text.ts';
import { IdValue } from './id-value.tsx';
import { SuggestField } from './suggest-field.tsx';

/** A value without parts as text: numbers, names, times, secrets, JSON. */
export function TextValue(props: TextValueProps): ReactElement {
  const { type, text, path, onChange } = props;
  const problem = useProblem(path, text);
  switch (type.kind) {
    case 'enum':
      return <EnumValue {...props} id={type.id} />;
    case 'id':
      return <IdValue {...props} resources={type.resources} />;
    case 'binary':
      return <BinaryValue {...props} />;
    default: {
      const json = isJsonKind(type.kind);
      return (
        <TextField
          value={text}
          margin="none"
          type={type.kind === 'secret' ? 'password' : 'text'}
          multiline={json}
          {...(json && { minRows: 3, maxRows: 16 })}
          {...placeholder(type.kind)}
          error={problem !== undefined}
          helperText={problem}
          onChange={(event) => onChange(event.target.value)}
          slotProps={{
            htmlInput: {
              'aria-label': path,
              spellCheck: false,
              autoComplete: type.kind === 'secret' ? 'new-password' : 'off',
              className: json ? 'mono' : undefined,
              inputMode: type.kind === 'long' || type.kind === 'double' ? 'decimal' : undefined,
            },
          }}
        />
      );
    }
  }
}

function placeholder(kind: ExplorerType['kind']): { readonly placeholder?: string } {
  if (kind === 'datetime') return { placeholder: '2026-01-31T12:00:00.000Z' };
  return isJsonKind(kind) ? { placeholder: '{"$type": "…"}' } : {};
}

function EnumValue(props: TextValueProps & { readonly id: string }): ReactElement {
  const { id, text, path, onChange } = props;
  const { types } = useForm();
  const problem = useProblem(path, text);
  return (
    <SuggestField
      text={text}
      label={path}
      options={(types.enums[id] ?? []).map((value) => ({ value, label: value }))}
      problem={problem}
      help={undefined}
      onChange={onChange}
    />
  );
}
