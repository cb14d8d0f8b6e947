import { inEnglish } from '#shared/i18n/english.ts';
import { text } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Ref } from '#shared/model/reference.ts';

/** Options at the most; who looks for one among more has to narrow it down. */
const most = 2000;

/** What there is to choose for lookup inputs, by the input's name. @template W what a family makes a list of choices from */
export type ChoicesByInput<W> = Readonly<
  Record<string, (work: W) => readonly LookupOption[] | LookupChoices | Promise<LookupChoices>>
>;

/** The same of an operation that is made of others, which know what there is to choose; undefined for an input that there is not. */
export type ChoicesOfOthers<W> = (
  asked: AskedChoices,
  work: W,
) => Promise<LookupChoices> | undefined;

export interface AskedChoices {
  /** The input's name. */
  readonly input: string;
  /** Words that a choice has in its name or beside it: for lists that are too long to be sent whole. */
  readonly search?: string | undefined;
}

/** What there is to choose for an input. @throws MorefException `missing` for an input that there is not */
export async function choicesOf<W extends { readonly ref: Ref }>(
  definition: {
    readonly label: Text;
    readonly choices?: ChoicesByInput<W> | ChoicesOfOthers<W>;
  },
  { input, search = '' }: AskedChoices,
  work: W,
): Promise<LookupChoices> {
  const { choices = {}, label } = definition;
  const asked =
    typeof choices === 'function'
      ? choices({ input, search }, work)
      : Object.hasOwn(choices, input)
        ? choices[input]?.(work)
        : undefined;
  if (asked === undefined) {
    const message = text('operation.noChoices', { operation: label, input });
    throw new MorefException({ kind: 'missing', message, ref: work.ref });
  }
  const found = await asked;
  const whole = 'options' in found ? found : { options: found };
  const options = matching(whole.options, search);
  if (options.length <= most) return { ...whole, options };
  return { ...whole, options: options.slice(0, most), truncated: true };
}

function matching(options: readonly LookupOption[], search: string): readonly LookupOption[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return options;
  return options.filter((option) => {
    const said = saidOf(option).toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** What a choice says in words. */
function saidOf({ label, detail = '', facts = {} }: LookupOption): string {
  const beside = Object.values(facts).flatMap(({ value }) => {
    if ('text' in value) return [inEnglish(value.text)];
    return 'code' in value ? [value.code] : [];
  });
  return [inEnglish(label), inEnglish(detail), ...beside].join('\n');
}
