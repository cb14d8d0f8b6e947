import type { Translation } from '../catalogue.ts';
import type { alertMessages } from '../en/alerts.ts';

export const germanAlerts = {
  'alerts.title': 'Alarme',
  'alerts.titleCount': (p, { number }) =>
    p.count === 0 ? 'Alarme' : `Alarme (${number(p.count)})`,
  'alerts.ofObject': 'Alarme dieses Objekts',
  'alerts.hide': 'Alarme ausblenden',
  'alerts.severities': 'Alarme welches Schweregrads',
  'alerts.severity.critical': 'Kritisch',
  'alerts.severity.major': 'Schwerwiegend',
  'alerts.severity.warning': 'Warnung',
  'alerts.severity.minor': 'Geringfügig',
  'alerts.severity.info': 'Information',
  'alerts.server': 'Alarme welches Servers',
  'alerts.server.all': 'Alle Server',
  'alerts.search': 'Alarme durchsuchen',
  'alerts.actions': 'Aktionen für die Alarme',
  'alerts.count': (p, { number, plural }) =>
    p.count === p.total
      ? plural(p.count, { one: '# Alarm', other: '# Alarme' })
      : `${number(p.count)} von ${plural(p.total, { one: '# Alarm', other: '# Alarmen' })}`,
  'alerts.selected': (p, { number }) => `${number(p.count)} ausgewählt`,
  'alerts.none': 'Keine Alarme',
  'alerts.none.help': 'Hier erscheint, was die Server ihren Administratoren mitteilen.',
  'alerts.noMatch': 'Kein Alarm entspricht diesem Filter',
  'alerts.showAll': 'Alle Alarme anzeigen',
  'alerts.details': 'Details',
  'alerts.go': 'Zum Objekt',
  'alerts.go.none': 'Das Objekt ist derzeit nicht im Baum.',
  'alerts.column.severity': 'Schweregrad',
  'alerts.column.title': 'Alarm',
  'alerts.column.target': 'Objekt',
  'alerts.column.server': 'Server',
  'alerts.column.time': 'Zeit',
  'alerts.column.text': 'Details',
  'alerts.fact.name': 'Name',
  'alerts.fact.acknowledged': 'Bestätigt',
  'alerts.acknowledged.yes': 'Ja',
  'alerts.acknowledged': (p) => (p.by === '' ? 'Bestätigt.' : `Bestätigt von ${p.by}.`),
  'alerts.status': (p, { plural }) => plural(p.count, { one: '# Alarm', other: '# Alarme' }),
  'alerts.show': 'Alarme anzeigen',
  'panel.choice': 'Inhalt des Bereichs',
} as const satisfies Translation<typeof alertMessages>;
