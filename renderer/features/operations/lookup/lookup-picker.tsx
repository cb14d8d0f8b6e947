import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useCallback, useRef, useState, type ReactElement, type SetStateAction } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues, LookupInput } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { lineHeights, showsFilters } from '../../../ui/data-table/table-layout.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { SearchField } from '../../../ui/search/search-field.tsx';
import { ChoiceTable } from './choice-table.tsx';
import { pressInSearch } from './lookup-keys.ts';
import { isChoosable } from './lookup-options.ts';
import { LookupPath } from './lookup-path.tsx';
import type { Picker } from './picker.ts';
import { useChoiceLines, type ChoiceLines } from './use-choice-lines.ts';
import { useChoices, type Choices } from './use-choices.ts';

/** For what object and operation choices are looked up. */
export interface Asker {
  readonly address: ObjectAddress;
  readonly operation: string;
}

export interface LookupPickerProps {
  readonly input: LookupInput;
  readonly value: string;
  readonly given: InputValues;
  readonly asker: Asker;
  readonly onChoose: (option: LookupOption) => void;
  /** It stands in a form, and takes the room that there is. Enter on what is chosen goes on from there. */
  readonly inForm?: boolean;
  /** It takes the keyboard when it appears. */
  readonly focus: boolean;
}

/** What there is to choose, asked for when it is opened: a table that is searched by typing, sorted, filtered, and browsed folder by folder. */
export function LookupPicker(props: LookupPickerProps): ReactElement {
  const { input } = props;
  const picker = usePicker(props);
  const { choices, lines, path, goTo, text } = picker;
  const folder = path.at(-1);
  const { data } = choices;
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={frame}
      className={props.inForm === true ? 'lookup-picker lookup-room' : 'lookup-picker'}
    >
      <SearchField
        value={text}
        label={t('lookup.search')}
        clearLabel={t('common.clear')}
        autoFocus={props.focus}
        inputRef={picker.field}
        onChange={picker.search}
        onKeyDown={(event) => pressInSearch(event, picker, frame.current)}
      />
      {path.length > 0 && <LookupPath path={path} onGo={goTo} />}
      {folder?.folder === 'choosable' && (
        <HereButton name={folder.label} onClick={() => props.onChoose(folder)} />
      )}
      {choices.error !== null ? (
        <Failed choices={choices} />
      ) : data === undefined ? (
        <p className="lookup-note weak" role="status">
          {choices.isFetching ? t('lookup.loading') : ''}
        </p>
      ) : (
        <ChoiceTable
          key={`${folder?.value ?? ''} ${text}`}
          label={inWords(input.label)}
          {...lines}
          pointed={picker.pointed?.value}
          onPoint={picker.point}
          onTake={picker.take}
          onOpen={(option) => {
            if (props.inForm === true && option.value === props.value)
              frame.current?.closest('form')?.requestSubmit();
            else picker.take(option);
          }}
          onLeave={() => goTo(path.slice(0, -1))}
          empty={t(data.options.length === 0 ? 'lookup.empty' : 'lookup.noMatch')}
          {...(props.inForm !== true && { height: heightOf(lines) })}
        />
      )}
      {data?.truncated === true && <p className="lookup-note weak">{t('lookup.truncated')}</p>}
    </div>
  );
}

function usePicker(props: LookupPickerProps): Picker {
  const { input, value, onChoose, inForm = false } = props;
  const [path, setPath] = useState<readonly LookupOption[]>([]);
  const [text, setText] = useState('');
  const [at, setAt] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const choices = useChoices(props, path.at(-1), text);
  const goTo = useCallback((next: SetStateAction<readonly LookupOption[]>): void => {
    setPath(next);
    setText('');
    setAt(null);
    // What was pressed to get there may have gone.
    field.current?.focus();
  }, []);
  const enter = useCallback(
    (option: LookupOption) => goTo((before) => [...before, option]),
    [goTo],
  );
  const lines = useChoiceLines(choices.data, text, value, enter);
  const has = (wanted: string | null): LookupOption | undefined =>
    wanted === null || wanted === ''
      ? undefined
      : lines.options.find((one) => one.value === wanted);
  // In a form nothing is proposed where nothing has to be chosen, until somebody looks for something.
  const proposes = !inForm || input.required || text !== '' || path.length > 0;
  const pointed = has(at) ?? has(value) ?? (proposes ? lines.best : undefined);
  return {
    choices,
    lines,
    text,
    field,
    path,
    goTo,
    pointed,
    point: setAt,
    search: (next) => {
      setText(next);
      setAt(null);
    },
    take: (option) => {
      if (option.refused !== undefined) return;
      if (isChoosable(option)) onChoose(option);
      else goTo([...path, option]);
    },
    isSettled: inForm && (pointed === undefined ? !input.required : pointed.value === value),
  };
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

/** Why there is nothing to see, and another try. */
function Failed({ choices }: { readonly choices: Choices }): ReactElement {
  return (
    <Alert
      severity="error"
      role="alert"
      className="lookup-error"
      action={
        <Button color="inherit" onClick={choices.ask}>
          {t('common.retry')}
        </Button>
      }
    >
      {choices.error === null ? '' : inWords(choices.error.message)}
    </Alert>
  );
}

/** Pixels: as many lines as there are, up to a dozen, and room for a scroll bar. */
function heightOf({ options, layout }: ChoiceLines): number {
  const line = lineHeights[layout.density];
  const heads = showsFilters(layout) ? 2 : 1;
  return Math.min(12, Math.max(2, options.length) + heads) * line + 18;
}
