import { t } from '../../i18n/translate.ts';

const named = [
  'power',
  'guest',
  'edit',
  'snapshot',
  'disk',
  'network',
  'create',
  'manage',
  'organise',
  'delete',
  'copy',
  'connection',
  'profile',
  'app',
] as const;

/** What a group of actions is called; its id if nobody named it. */
export function groupName(group: string): string {
  const known = named.find((one) => one === group);
  return known === undefined ? group : t(`group.${known}`);
}
