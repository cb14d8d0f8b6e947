import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import { hasWords, searchWords } from '../../../format/search-words.ts';
import { t } from '../../../i18n/translate.ts';
import type { Suggestion } from './id-suggestions.ts';

export interface SuggestFieldProps {
  readonly text: string;
  readonly label: string;
  readonly options: readonly Suggestion[];
  readonly problem: string | undefined;
  readonly help: string | undefined;
  readonly onOpen?: () => void;
  readonly onChange: (text: string) => void;
}

/** A text field that suggests; a server may take values that nobody here knows. */
export function SuggestField(props: SuggestFieldProps): ReactElement {
  const { text, label, options, problem, help, onOpen, onChange } = props;
  // What was there when the list opened does not narrow it: a choice is changed by choosing again.
  const [typed, setTyped] = useState(false);
  const words = searchWords(text);
  const fitting = typed
    ? options.filter(({ value, label: name }) => hasWords(`${value} ${name}`, words))
    : options;
  return (
    <Autocomplete<Suggestion, false, true, true>
      freeSolo
      disableClearable
      openOnFocus
      forcePopupIcon
      openText={t('explorer.field.suggest')}
      closeText={t('common.close')}
      autoHighlight={false}
      options={fitting}
      filterOptions={(all) => all}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.value)}
      isOptionEqualToValue={(option, value) =>
        option.value === (typeof value === 'string' ? value : value.value)
      }
      inputValue={text}
      value={text}
      onOpen={() => {
        setTyped(false);
        onOpen?.();
      }}
      onInputChange={(_event, next, reason) => {
        if (reason === 'reset') return;
        setTyped(true);
        onChange(next);
      }}
      onChange={(_event, chosen) => onChange(typeof chosen === 'string' ? chosen : chosen.value)}
      renderOption={({ key, ...rest }, option) => (
        <li key={key} {...rest}>
          <span className="ellipsis">{option.label}</span>
          {option.label !== option.value && <span className="suggest-value">{option.value}</span>}
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          margin="none"
          error={problem !== undefined}
          helperText={problem ?? help}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': label, spellCheck: false },
          }}
        />
      )}
    />
  );
}
