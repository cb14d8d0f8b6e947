import Button from '@mui/material/Button';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { InputValues, LookupInput, LookupOption } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { SearchField } from '../../../ui/search/search-field.tsx';
import { Found, type Choices } from './lookup-found.tsx';
import { pressInOptions, pressInPath, type Browser } from './lookup-keys.ts';
import { filterOptions, isChoosable } from './lookup-options.ts';
import { LookupPath } from './lookup-path.tsx';

/** For what object and operation choices are looked up. */
export interface Asker {
  readonly address: ObjectAddress;
  readonly operation: string;
}

interface LookupPickerProps {
  readonly input: LookupInput;
  readonly value: string;
  readonly given: InputValues;
  readonly asker: Asker;
  readonly onChoose: (option: LookupOption) => void;
}

/** What there is to choose, asked for when it is opened: searched by typing, browsed folder by folder. */
export function LookupPicker(props: LookupPickerProps): ReactElement {
  const { input, value, onChoose } = props;
  const [path, setPath] = useState<readonly LookupOption[]>([]);
  const [text, setText] = useState('');
  const [active, setActive] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const folder = path.at(-1);
  const choices = useChoices(props, folder);
  const { data } = choices;
  const options = useMemo(() => filterOptions(data?.options ?? [], text), [data, text]);
  const chosen = options.findIndex((option) => option.value === value);
  const at = Math.min(active ?? (chosen >= 0 ? chosen : 0), options.length - 1);

  const goTo = (next: readonly LookupOption[]): void => {
    setPath(next);
    setText('');
    setActive(null);
    // What was pressed to get there may have gone.
    field.current?.focus();
  };
  const browser: Browser = {
    options,
    at,
    path,
    point: setActive,
    goTo,
    take: (option) => {
      if (option.refused !== undefined) return;
      if (isChoosable(option)) onChoose(option);
      else goTo([...path, option]);
    },
  };
  return (
    <div className="lookup-picker">
      <SearchField
        value={text}
        label={t('lookup.search')}
        clearLabel={t('common.clear')}
        autoFocus
        inputRef={field}
        activeOption={options.length === 0 ? undefined : `lookup-option-${at}`}
        onChange={(next) => {
          setText(next);
          setActive(0);
        }}
        onKeyDown={(event) => {
          const meant =
            pressInOptions(event.key, browser) || (text === '' && pressInPath(event.key, browser));
          if (meant) event.preventDefault();
        }}
      />
      {path.length > 0 && <LookupPath path={path} onGo={goTo} />}
      {folder?.folder === 'choosable' && (
        <HereButton name={folder.label} onClick={() => onChoose(folder)} />
      )}
      <Found label={inWords(input.label)} value={value} choices={choices} browser={browser} />
      {data?.truncated === true && <p className="lookup-note weak">{t('lookup.truncated')}</p>}
    </div>
  );
}

/** Chooses the folder that one is in. */
function HereButton(props: { readonly name: Text; readonly onClick: () => void }): ReactElement {
  return (
    <Button
      size="small"
      className="lookup-here"
      startIcon={<Icon name="check" size={14} />}
      onClick={props.onClick}
    >
      {t('lookup.here', { name: props.name })}
    </Button>
  );
}

/** Asks what there is to choose, in a folder or at the top. */
function useChoices(props: LookupPickerProps, folder: LookupOption | undefined): Choices {
  const { input, given, asker } = props;
  const { address, operation } = asker;
  return useCallQuery(
    'operations.choices',
    () => ({
      ...address,
      operation,
      inputs: without(given, input.name),
      input: input.name,
      ...(folder !== undefined && { under: folder.value }),
    }),
    { key: [address.ref, operation, input.name, folder?.value ?? '', given] },
  );
}

/** What was given to the others: the choice to be made is none of the conditions for it. */
function without(given: InputValues, name: string): InputValues {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
}
