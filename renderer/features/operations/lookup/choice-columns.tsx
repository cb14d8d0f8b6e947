import type { ReactElement } from 'react';
import type {
  ChoiceColumn,
  ChoiceFact,
  LookupChoices,
  LookupOption,
} from '#shared/model/choice.ts';
import type { ValueType } from '#shared/query/problem.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import type { TableColumn } from '../../../ui/data-table/columns/table-column.ts';
import { Said } from '../../../ui/said.tsx';
import { hintOf, meterHint, partWords, valueWords } from '../../../ui/sheet-words.ts';
import { ChoiceName } from './choice-name.tsx';

/** The columns of a table of choices: their names, what they tell of themselves, and what speaks against them. */
export function choiceColumns(
  { columns = [], options }: LookupChoices,
  value: string,
  onEnter: (option: LookupOption) => void,
): readonly TableColumn<LookupOption>[] {
  return [
    {
      // Beside the name stand its icon and whether it is the present one.
      ...always('name', t('lookup.column.name'), 70 + widthOf(options.map(nameOf), 160)),
      text: nameOf,
      render: (option) => (
        <ChoiceName option={option} chosen={option.value === value} onEnter={onEnter} />
      ),
    },
    ...columns.map((column) => factColumn(column, options)),
    {
      ...always('detail', t('lookup.column.detail'), 240),
      text: ({ detail = '' }) => inWords(detail),
      render: ({ detail = '' }) => <Said text={detail} />,
    },
    {
      ...always('note', t('lookup.column.note'), 320),
      text: noteOf,
      render: (option) => <Note option={option} />,
    },
  ];
}

export function nameOf({ label }: LookupOption): string {
  return visibleName(inWords(label));
}

function always(id: string, label: string, width: number) {
  return { id, label, width, usual: true, group: t('fieldGroup.general') } as const;
}

function noteOf({ refused, warning, present }: LookupOption): string {
  const remark = refused ?? warning;
  return remark === undefined ? (present === true ? t('lookup.present') : '') : inWords(remark);
}

function Note({ option }: { readonly option: LookupOption }): ReactElement | string {
  const { refused, warning } = option;
  if (refused !== undefined) return <Said text={refused} />;
  return warning === undefined ? (
    noteOf(option)
  ) : (
    <Said text={warning} className="tone-warn ellipsis" />
  );
}

function factColumn(
  { id, label }: ChoiceColumn,
  options: readonly LookupOption[],
): TableColumn<LookupOption> {
  const some = options.find(({ facts }) => facts?.[id] !== undefined)?.facts?.[id];
  const type = some === undefined ? 'text' : typeOf(some);
  const isAmount = type !== 'text' && type !== 'time';
  const texts = options.map(({ facts }) => wordsOf(facts?.[id]));
  return {
    ...always(`fact.${id}`, inWords(label), widths[type] ?? widthOf(texts, 150)),
    type,
    ...(isAmount && some !== undefined && !('used' in some.value) && { numeric: true }),
    text: ({ facts }) => wordsOf(facts?.[id]),
    value: ({ facts }) => amountOf(facts?.[id]),
    title: ({ facts }) => hintOfFact(facts?.[id]),
    render: ({ facts }) => <Fact fact={facts?.[id]} />,
  };
}

/** As wide as its longest text, up to a limit: what speaks against a choice, at the end, is to be seen. */
function widthOf(texts: readonly string[], most: number): number {
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  return Math.min(most, Math.max(96, 28 + 8 * longest));
}

const widths: Partial<Record<ValueType, number>> = {
  fraction: 170,
  bytes: 90,
  number: 70,
  time: 160,
};

/** A share is sorted and filtered by its per cent. */
function typeOf({ value }: ChoiceFact): ValueType {
  if ('used' in value || 'fraction' in value) return 'fraction';
  if ('bytes' in value) return 'bytes';
  if ('hertz' in value) return 'hertz';
  if ('count' in value) return 'number';
  if ('ms' in value) return 'duration';
  return 'time' in value || 'since' in value ? 'time' : 'text';
}

function amountOf(fact: ChoiceFact | undefined): string | number | null {
  if (fact === undefined) return null;
  const { value } = fact;
  if ('used' in value) return value.of === 0 ? 0 : value.used / value.of;
  if ('text' in value) return inWords(value.text);
  const [amount] = Object.values(value) as readonly (string | number | undefined)[];
  return amount ?? null;
}

function wordsOf(fact: ChoiceFact | undefined): string {
  if (fact === undefined) return '';
  return 'used' in fact.value ? partWords(fact.value) : valueWords(fact.value, Date.now());
}

function hintOfFact(fact: ChoiceFact | undefined): string {
  if (fact === undefined) return '';
  const { value, from } = fact;
  if ('used' in value) return `${wordsOf(fact)}\n${meterHint({ ...value, from })}`;
  const words = wordsOf(fact);
  const hint = hintOf([value], from);
  return hint === '' ? words : `${words}\n${hint}`;
}

/** Where a share is drawn full, it is not read as a warning: what is too much is said beside it. */
function Fact({ fact }: { readonly fact: ChoiceFact | undefined }): ReactElement | string {
  if (fact === undefined) return '';
  const { value } = fact;
  if ('used' in value) {
    const share = value.of === 0 ? 0 : Math.min(1, value.used / value.of);
    return (
      <span className="choice-share" style={{ backgroundSize: `${share * 100}% 3px` }}>
        {partWords(value)}
      </span>
    );
  }
  if ('text' in value) return <Said text={value.text} />;
  if ('code' in value)
    return (
      <span className="mono" translate="no">
        {value.code}
      </span>
    );
  return wordsOf(fact);
}
