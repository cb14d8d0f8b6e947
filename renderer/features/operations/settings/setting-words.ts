import type { OperationInput } from '#shared/model/operation.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import type { FormValue } from '../input-values.ts';
import type { Touched } from './settings-form.ts';

/** What a setting is, in words: `4`, `16384 MiB`, `yes`, the name of what is chosen; or that there are several values. */
export function settingWords(input: OperationInput): string {
  if (input.several === true) return t('settings.several');
  const { initial } = input;
  if (initial === undefined || initial === '') return t('settings.none');
  if (input.type === 'lookup') return inWords(input.initialLabel ?? input.initial ?? '');
  return valueWords(input, typeof initial === 'object' ? inWords(initial) : initial);
}

/** What it is to be. */
export function editWords(input: OperationInput, { value, label }: Touched): string {
  if (value === '') return t('settings.none');
  return input.type === 'lookup' && label !== undefined ? inWords(label) : valueWords(input, value);
}

function valueWords(input: OperationInput, value: FormValue | number): string {
  if (typeof value === 'boolean') return t(value ? 'cell.yes' : 'cell.no');
  if (input.type === 'choice') {
    const option = input.options.find((one) => one.value === value);
    return option === undefined ? String(value) : inWords(option.label);
  }
  if (input.type === 'number' && input.unit !== undefined && Number.isFinite(Number(value)))
    return `${value} ${inWords(input.unit)}`;
  return String(value);
}
