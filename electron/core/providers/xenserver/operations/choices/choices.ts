import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupChoices } from '#shared/model/operation.ts';
import type { OperationDefinition, Asking } from '../definition.ts';

/** Options at the most; who looks for one among more has to narrow it down. */
const most = 2_000;

/** What there is to choose for an input. @throws MorefException `missing` for an input that there is not */
export function choicesOf(
  definition: OperationDefinition,
  input: string,
  asking: Asking,
): LookupChoices {
  const { choices = {}, label } = definition;
  const list = Object.hasOwn(choices, input) ? choices[input] : undefined;
  if (list === undefined) {
    const message = say('operation.noChoices', { operation: label, input });
    throw new MorefException({ kind: 'missing', message, ref: asking.ref });
  }
  const options = list(asking);
  return options.length > most ? { options: options.slice(0, most), truncated: true } : { options };
}
