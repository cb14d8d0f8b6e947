import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupChoices, LookupOption } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';

/** Options at the most; who looks for one among more has to narrow it down. */
const most = 2000;

/** What there is to choose for lookup inputs, by the input's name. @template W what a family makes a list of choices from */
export type ChoicesByInput<W> = Readonly<
  Record<string, (work: W) => readonly LookupOption[] | Promise<LookupChoices>>
>;

/** The same of an operation that is made of others, which know what there is to choose; undefined for an input that there is not. */
export type ChoicesOfOthers<W> = (input: string, work: W) => Promise<LookupChoices> | undefined;

/** What there is to choose for an input. @throws MorefException `missing` for an input that there is not */
export async function choicesOf<W extends { readonly ref: Ref }>(
  definition: {
    readonly label: Text;
    readonly choices?: ChoicesByInput<W> | ChoicesOfOthers<W>;
  },
  input: string,
  work: W,
): Promise<LookupChoices> {
  const { choices = {}, label } = definition;
  const asked =
    typeof choices === 'function'
      ? choices(input, work)
      : Object.hasOwn(choices, input)
        ? choices[input]?.(work)
        : undefined;
  if (asked === undefined) {
    const message = text('operation.noChoices', { operation: label, input });
    throw new MorefException({ kind: 'missing', message, ref: work.ref });
  }
  const found = await asked;
  const { options, truncated } = 'options' in found ? found : { options: found };
  if (options.length > most) return { options: options.slice(0, most), truncated: true };
  return truncated === undefined ? { options } : { options, truncated };
}
