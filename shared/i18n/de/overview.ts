import type { Translation } from '../catalogue.ts';
import type { overviewMessages } from '../en/overview.ts';

export const germanOverview = {
  'overview.title': 'Alle Server',
  'overview.serverList': 'Server',
  'overview.objects': 'Objekte nach Zustand',
  'overview.red': 'In Schwierigkeiten',
  'overview.waiting': 'Server, die jemanden brauchen',
  'overview.incomplete': 'Ein Teil war nicht lesbar',
  'overview.running': 'Läuft gerade',
  'overview.failed': 'Seit gestern fehlgeschlagen',
  'overview.runningVms': 'Laufende VMs',
  'overview.servers': (p, { plural }) => plural(p.count, { one: '# Server', other: '# Server' }),
  'overview.more': (p, { number }) => `und ${number(p.count)} weitere`,
} as const satisfies Translation<typeof overviewMessages>;
