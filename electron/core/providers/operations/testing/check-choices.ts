import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Sheet } from '#shared/model/sheet.ts';
import { checkSheet } from '../../sheet/testing/check-sheet.ts';

/**
 * What is wrong with a table of choices: an order that is not the best first, a column that no choice has anything in, a fact in no column,
 * one that is not what its source holds.
 * @param isDerived facts that are compared by the test itself: put together of several objects or units, or read for the choice and not cached
 */
export function checkChoices(
  { options, columns = [] }: LookupChoices,
  lookup: Lookup,
  isDerived: (option: LookupOption, column: string) => boolean = () => false,
): readonly string[] {
  const ids = new Set(columns.map(({ id }) => id));
  const unused = [...ids].filter((id) => options.every(({ facts }) => facts?.[id] === undefined));
  const unseen = options.flatMap(({ facts = {} }) =>
    Object.keys(facts).filter((id) => !ids.has(id)),
  );
  return [
    ...unused.map((id) => `column ${id} is empty`),
    ...[...new Set(unseen)].map((id) => `${id} is in no column`),
    ...outOfOrder(options),
    ...options.flatMap((option) =>
      checkSheet(option.value as Ref, asSheet(option, isDerived), lookup),
    ),
  ];
}

function outOfOrder(options: readonly LookupOption[]): readonly string[] {
  const place = ({ refused, warning }: LookupOption): number =>
    refused !== undefined ? 2 : warning !== undefined ? 1 : 0;
  return options.flatMap((option, index) => {
    const before = options[index - 1];
    return before !== undefined && place(before) > place(option)
      ? [`${option.value} stands after one that is worse`]
      : [];
  });
}

/** The facts of a choice as those of a page, which are compared with their sources. */
function asSheet(
  option: LookupOption,
  isDerived: (option: LookupOption, column: string) => boolean,
): Sheet {
  const { value, facts = {} } = option;
  const all = Object.entries(facts).filter(([id]) => !isDerived(option, id));
  return {
    sections: [
      {
        id: value,
        label: value,
        facts: all.flatMap(([id, { value: one, from }]) =>
          'used' in one ? [] : [{ id, label: id, values: [one], from }],
        ),
        meters: all.flatMap(([id, { value: one, from }]) =>
          'used' in one ? [{ id, label: id, ...one, from }] : [],
        ),
      },
    ],
  };
}
