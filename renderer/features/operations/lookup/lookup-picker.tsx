import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { InputValues, LookupInput, LookupOption } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { SearchField } from '../../../ui/search/search-field.tsx';
import { LookupList } from './lookup-list.tsx';
import { filterOptions, isChoosable } from './lookup-options.ts';

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
  const { input, value, given, asker, onChoose } = props;
  const [path, setPath] = useState<readonly LookupOption[]>([]);
  const [text, setText] = useState('');
  const [active, setActive] = useState<number | null>(null);
  const folder = path.at(-1);
  const { data, error, isFetching, ask } = useCallQuery(
    'operations.choices',
    () => ({
      ...asker.address,
      operation: asker.operation,
      inputs: without(given, input.name),
      input: input.name,
      ...(folder === undefined ? {} : { under: folder.value }),
    }),
    { key: [asker.address.ref, asker.operation, input.name, folder?.value ?? '', given] },
  );
  const options = useMemo(() => filterOptions(data?.options ?? [], text), [data, text]);
  const chosen = options.findIndex((option) => option.value === value);
  const at = Math.min(active ?? (chosen >= 0 ? chosen : 0), options.length - 1);

  const enter = (option: LookupOption): void => {
    setPath([...path, option]);
    setText('');
    setActive(null);
  };
  const leave = (depth: number): void => {
    setPath(path.slice(0, depth));
    setText('');
    setActive(null);
  };
  const take = (option: LookupOption | undefined): void => {
    if (option === undefined || option.refused !== undefined) return;
    if (isChoosable(option)) onChoose(option);
    else enter(option);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const option = options[at];
    const move = (by: number): void =>
      setActive(Math.max(0, Math.min(options.length - 1, at + by)));
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'PageDown') move(8);
    else if (event.key === 'PageUp') move(-8);
    else if (event.key === 'Enter') take(option);
    else if (event.key === 'ArrowRight' && option?.folder !== undefined && text === '')
      enter(option);
    else if (event.key === 'ArrowLeft' && path.length > 0 && text === '') leave(path.length - 1);
    else if (event.key === 'Backspace' && path.length > 0 && text === '') leave(path.length - 1);
    else return;
    event.preventDefault();
  };

  return (
    <div className="lookup-picker">
      <SearchField
        value={text}
        label={t('lookup.search')}
        clearLabel={t('common.clear')}
        autoFocus
        activeOption={options.length === 0 ? undefined : `lookup-option-${at}`}
        onChange={(next) => {
          setText(next);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {path.length > 0 && <Path path={path} onLeave={leave} />}
      {folder?.folder === 'choosable' && (
        <Button
          size="small"
          className="lookup-here"
          startIcon={<Icon name="check" size={14} />}
          onClick={() => onChoose(folder)}
        >
          {t('lookup.here', { name: folder.label })}
        </Button>
      )}
      {error !== null ? (
        <Alert
          severity="error"
          role="alert"
          className="lookup-error"
          action={
            <Button color="inherit" onClick={ask}>
              {t('common.retry')}
            </Button>
          }
        >
          {inWords(error.message)}
        </Alert>
      ) : data === undefined ? (
        <p className="lookup-note weak" role="status">
          {isFetching ? t('lookup.loading') : ''}
        </p>
      ) : options.length === 0 ? (
        <p className="lookup-note weak" role="status">
          {t(data.options.length === 0 ? 'lookup.empty' : 'lookup.noMatch')}
        </p>
      ) : (
        <LookupList
          label={inWords(input.label)}
          options={options}
          value={value}
          active={at}
          onPoint={setActive}
          onTake={take}
          onEnter={enter}
        />
      )}
      {data?.truncated === true && <p className="lookup-note weak">{t('lookup.truncated')}</p>}
    </div>
  );
}

function Path(props: {
  readonly path: readonly LookupOption[];
  readonly onLeave: (depth: number) => void;
}): ReactElement {
  const { path, onLeave } = props;
  return (
    <nav className="lookup-path" aria-label={t('lookup.path')}>
      <Button size="small" onClick={() => onLeave(0)}>
        {t('lookup.top')}
      </Button>
      {path.map((option, index) => (
        <span key={option.value} className="lookup-step">
          <span aria-hidden="true">/</span>
          <Button
            size="small"
            disabled={index === path.length - 1}
            onClick={() => onLeave(index + 1)}
          >
            {inWords(option.label)}
          </Button>
        </span>
      ))}
    </nav>
  );
}

/** What was given to the others: the choice to be made is none of the conditions for it. */
function without(given: InputValues, name: string): InputValues {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
}
