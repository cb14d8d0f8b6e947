import type { OperationInput } from '#shared/model/operation.ts';
import { inWords, wordsOf } from '../../../i18n/translate.ts';

/** A page of a wizard: the inputs that stand on it. */
export interface WizardPage {
  readonly title: string;
  readonly inputs: readonly OperationInput[];
}

/** The pages of what is asked for, in the order of their first input. An input without a page stands on the first one. */
export function wizardPages(asked: readonly OperationInput[]): readonly WizardPage[] {
  const first = inWords(asked.find(({ step }) => step !== undefined)?.step ?? '');
  const pages = new Map<string, OperationInput[]>();
  for (const input of asked) {
    const title = wordsOf(input.step) ?? first;
    const page = pages.get(title);
    if (page === undefined) pages.set(title, [input]);
    else page.push(input);
  }
  return [...pages].map(([title, inputs]) => ({ title, inputs }));
}
