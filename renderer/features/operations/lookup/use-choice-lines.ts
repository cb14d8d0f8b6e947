import { useMemo, useState } from 'react';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { arrangedItems, withoutEmpty } from '../../../ui/data-table/array-rows.ts';
import type { TableColumn } from '../../../ui/data-table/columns/table-column.ts';
import { usualLayout, type TableLayout } from '../../../ui/data-table/table-layout.ts';
import { arraySource, type TableSource } from '../../../ui/data-table/table-source.ts';
import { choiceColumns, nameOf } from './choice-columns.tsx';
import { filterOptions } from './lookup-options.ts';

export interface ChoiceLines {
  /** As they are shown. */
  readonly options: readonly LookupOption[];
  readonly columns: readonly TableColumn<LookupOption>[];
  readonly source: TableSource<LookupOption>;
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  /** The best one that can be taken; undefined where there is none. */
  readonly best: LookupOption | undefined;
}

const nothing: LookupChoices = { options: [] };

/** Choices that have every word of a text, the best first until the user sorts them; that ends with the list: tomorrow the best is another. */
export function useChoiceLines(
  choices: LookupChoices = nothing,
  text: string,
  value: string,
  onEnter: (option: LookupOption) => void,
): ChoiceLines {
  const [layout, onLayout] = useState(usualLayout);
  const columns = useMemo(
    () => withoutEmpty(choices.options, choiceColumns(choices, value, onEnter)),
    [choices, value, onEnter],
  );
  const options = useMemo(
    () => arrangedItems(filterOptions(choices.options, text), columns, layout),
    [choices, text, columns, layout],
  );
  const source = useMemo(() => arraySource(options, keyOf, nameOf), [options]);
  const best = options.find(({ refused }) => refused === undefined);
  return { options, columns, source, layout, onLayout, best };
}

function keyOf({ value }: LookupOption): string {
  return value;
}
