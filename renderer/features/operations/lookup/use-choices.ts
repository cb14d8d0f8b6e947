import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues, LookupInput } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { ResultOf } from '../../../bridge/link.ts';
import { useCallQuery, type CallQuery } from '../../../bridge/use-call.ts';
import { useDebounced } from '../../../state/use-debounced.ts';

/** The answer to what there is to choose. */
export type Choices = CallQuery<ResultOf<'operations.choices'>>;

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 250;

/** Asks what there is to choose, in a folder or at the top; anew by what was typed where there is more than is told at once. */
export function useChoices(
  {
    input,
    given,
    asker,
  }: {
    readonly input: LookupInput;
    readonly given: InputValues;
    readonly asker: { readonly address: ObjectAddress; readonly operation: string };
  },
  folder: LookupOption | undefined,
  text: string,
): Choices {
  const { address, operation } = asker;
  // By what it says, since it is made anew with every key that is pressed beside it.
  const others = useDebounced(JSON.stringify(without(given, input.name)), stillness);
  const under = folder?.value;
  const key = [address.ref, operation, input.name, under ?? ''];
  const params = () => ({
    ...address,
    operation,
    inputs: JSON.parse(others) as InputValues,
    input: input.name,
    ...(under !== undefined && { under }),
  });
  const whole = useCallQuery('operations.choices', params, {
    key: [...key, others],
    keepFor: key.join(' '),
  });
  const search = useDebounced(text.trim(), stillness);
  const isCut = whole.data?.truncated === true && search !== '';
  const found = useCallQuery(
    'operations.choices',
    () => ({ ...params(), search: search.slice(0, 200) }),
    { key: [...key, others, search], enabled: isCut },
  );
  return isCut && found.data !== undefined ? found : whole;
}

/** What was given to the others: the choice to be made is none of the conditions for it. */
function without(given: InputValues, name: string): InputValues {
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name));
}
