import type { RunState } from '#shared/model/row.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { columnOf } from '#shared/query/column.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { valuesOf } from './group-query.ts';
import type { Group } from './tree-groups.ts';

/** What a field is called: a category of tags and an attribute by their own names, a native property by its path. */
export function fieldName(id: string): string {
  const column = columnOf(id);
  if (column === undefined || column.path !== undefined) return id;
  const { label, named, name } = column.field;
  if (named === true && id.length > name.length) return unquoted(id.slice(name.length + 1));
  return inWords(label);
}

function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('\\"', '"') : text;
}

/** What a group is called: its value in words. */
export function groupName({ by, value }: Group): string {
  const values = valuesOf(value);
  if (values.length === 0) return t('tree.group.none', { field: fieldName(by) });
  return values.map((one) => (by === 'power' ? powerName(one) : visibleName(one))).join(', ');
}

/** The same with the field, for where it stands alone. */
export function groupTitle(group: Group): string {
  return group.value === ''
    ? groupName(group)
    : t('tree.group.title', { field: fieldName(group.by), value: groupName(group) });
}

const states: readonly RunState[] = [
  'on',
  'off',
  'suspended',
  'maintenance',
  'standby',
  'disconnected',
  'inaccessible',
];

/** The state of a machine by the search language's word for it. */
function powerName(word: string): string {
  const state = states.find((one) => one === word);
  return state === undefined ? word : t(`state.${state}`);
}
