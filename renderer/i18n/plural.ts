import { formatNumber } from './format.ts';

const rules = new Intl.PluralRules('en');

/** `plural(3, { one: '# object', other: '# objects' })`; `#` is the number as the locale writes it. */
export function plural(
  count: number,
  forms: { readonly one: string; readonly other: string },
): string {
  const form = rules.select(count) === 'one' ? forms.one : forms.other;
  return form.replace('#', formatNumber(count));
}
