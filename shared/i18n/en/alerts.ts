import type { Texts } from '../catalogue.ts';

export const alertMessages = {
  'alerts.title': 'Alerts',
  'alerts.titleCount': (p: { readonly count: number }, { number }) =>
    p.count === 0 ? 'Alerts' : `Alerts (${number(p.count)})`,
  'alerts.ofObject': 'Alerts of this object',
  'alerts.hide': 'Hide the alerts',
  'alerts.severities': 'Alerts of which severity',
  'alerts.severity.critical': 'Critical',
  'alerts.severity.major': 'Major',
  'alerts.severity.warning': 'Warning',
  'alerts.severity.minor': 'Minor',
  'alerts.severity.info': 'Information',
  'alerts.server': 'Alerts of which server',
  'alerts.server.all': 'All servers',
  'alerts.search': 'Search alerts',
  'alerts.actions': 'Actions on the alerts',
  'alerts.count': (
    p: {
      readonly open: number;
      readonly acknowledged: number;
      readonly info: number;
      readonly hidden: number;
    },
    { number, plural },
  ) =>
    [
      plural(p.open, { one: '# alert', other: '# alerts' }),
      p.acknowledged > 0 ? `${number(p.acknowledged)} acknowledged` : '',
      p.info > 0 ? `${number(p.info)} for information` : '',
      p.hidden > 0 ? `${number(p.hidden)} not shown` : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  'alerts.column.measure': 'Value',
  'alerts.column.since': 'Since',
  'alerts.fact.definition': 'Definition',
  'alerts.measure.passed': (p: {
    readonly value: string;
    readonly age: string;
    readonly threshold: string;
  }) => `${p.value} for ${p.age}, ${p.threshold}`,
  'alerts.measure.for': (p: { readonly value: string; readonly age: string }) =>
    `${p.value} for ${p.age}`,
  'alerts.measure.was': (p: { readonly value: string; readonly threshold: string }) =>
    `${p.value}, ${p.threshold}`,
  'alerts.notify': 'Notify of alerts',
  'alerts.notify.none': 'Of none',
  'alerts.notify.from': (p: { readonly severity: string }) => `${p.severity} and worse`,
  'alerts.notify.critical': 'Critical only',
  'alerts.notify.more': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# new alert', other: '# new alerts' }),
  'alerts.selected': (p: { readonly count: number }, { number }) => `${number(p.count)} selected`,
  'alerts.none': 'No alerts',
  'alerts.none.help': 'What servers want administrators to know shows up here.',
  'alerts.noMatch': 'No alert passes this filter',
  'alerts.showAll': 'Show all alerts',
  'alerts.details': 'Details',
  'alerts.go': 'Go to object',
  'alerts.go.none': 'The object is not in the tree now.',
  'alerts.column.severity': 'Severity',
  'alerts.column.title': 'Alert',
  'alerts.column.target': 'Object',
  'alerts.column.server': 'Server',
  'alerts.column.time': 'Time',
  'alerts.column.text': 'Details',
  'alerts.fact.name': 'Name',
  'alerts.fact.acknowledged': 'Acknowledged',
  'alerts.acknowledged.yes': 'Yes',
  'alerts.acknowledged': (p: { readonly by: string }) =>
    p.by === '' ? 'Acknowledged.' : `Acknowledged by ${p.by}.`,
  'alerts.status': (p: { readonly count: number }, { plural }) =>
    plural(p.count, { one: '# alert', other: '# alerts' }),
  'alerts.show': 'Show the alerts',
  'panel.choice': 'What the panel shows',
} as const satisfies Texts;
