import type { Texts } from '../catalogue.ts';

/** What the page of all servers says. */
export const overviewMessages = {
  'overview.title': 'All servers',
  'overview.serverList': 'Servers',
  'overview.objects': 'Objects by state',
  'overview.red': 'In trouble',
  'overview.waiting': 'Servers that need somebody',
  'overview.incomplete': 'Some of it could not be read',
  'overview.running': 'Under way',
  'overview.failed': 'Failed since yesterday',
  'overview.runningVms': 'Running VMs',
  'overview.servers': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# server', other: '# servers' }),
  'overview.more': (p: { readonly count: number }, { number }) => `and ${number(p.count)} more`,
} as const satisfies Texts;
