import { text } from '../i18n/make-text.ts';
import { alertSeverities } from '../model/alert.ts';
import type { Kind } from '../model/kind.ts';
import { objectFlags, type ObjectFacts } from '../model/object-facts.ts';
import { none, one, type FieldDefinition, type FieldValues } from './field.ts';
import { powerChoices } from './row-fields.ts';
import type { Subject } from './subject.ts';

const gibibyte = 1024 ** 3;

type DeepField = Omit<FieldDefinition, 'deep'>;

/** The names of what stands above the object and is of a kind. */
function namesAbove(subject: Subject, kind?: Kind): FieldValues {
  const names: string[] = [];
  for (const above of subject.above())
    if (kind === undefined || above.kind === kind) names.push(above.name);
  return names;
}

/** Milliseconds since a point in time. */
function since(time: number | undefined, now: number): FieldValues {
  return one(time === undefined ? undefined : Math.max(0, now - time));
}

function textsOf(read: (facts: ObjectFacts) => readonly string[] | undefined) {
  return (subject: Subject): FieldValues => read(subject.facts());
}

const definitions: readonly DeepField[] = [
  {
    name: 'in',
    label: text('field.in'),
    group: 'place',
    type: 'text',
    examples: ['"Frankfurt"'],
    read: (subject) => namesAbove(subject),
  },
  {
    name: 'datacenter',
    label: text('field.datacenter'),
    group: 'place',
    type: 'text',
    examples: ['dub*'],
    read: (subject) => namesAbove(subject, 'datacenter'),
  },
  {
    name: 'cluster',
    label: text('field.cluster'),
    group: 'place',
    type: 'text',
    examples: ['prod-01'],
    read: (subject) => namesAbove(subject, 'cluster'),
  },
  {
    name: 'pool',
    label: text('field.pool'),
    group: 'place',
    type: 'text',
    examples: ['gold'],
    read: (subject) => [
      ...(namesAbove(subject, 'resource-pool') ?? none),
      ...(namesAbove(subject, 'pool') ?? none),
    ],
  },
  {
    name: 'folder',
    label: text('field.folder'),
    group: 'place',
    type: 'text',
    examples: ['/production/*'],
    read: (subject) => one(subject.row.facts.folder ?? subject.facts().folder),
  },
  {
    name: 'ip',
    label: text('field.ip'),
    group: 'network',
    aliases: ['address'],
    type: 'ip',
    searched: true,
    examples: ['10.0.0.7', '10.0.0.0/24', '10.0.*'],
    read: (subject) => subject.facts().addresses ?? one(subject.row.facts.ipAddress),
  },
  {
    name: 'mac',
    label: text('field.mac'),
    group: 'network',
    type: 'mac',
    searched: true,
    examples: ['00:50:56:*'],
    read: textsOf((facts) => facts.macs),
  },
  {
    name: 'tag',
    label: text('field.tag'),
    group: 'care',
    aliases: ['tags'],
    type: 'text',
    named: true,
    searched: true,
    examples: ['prod', '"Platform Team"'],
    names: (subject) => subject.facts().tags?.flatMap(({ category }) => category ?? []) ?? [],
    read: (subject, { name }) =>
      subject
        .facts()
        .tags?.filter(({ category }) => name === undefined || category?.toLowerCase() === name)
        .map((tag) => tag.name),
  },
  {
    name: 'attr',
    label: text('field.attr'),
    group: 'care',
    aliases: ['attribute', 'field'],
    type: 'text',
    named: true,
    searched: true,
    examples: ['"cost center 7"'],
    names: (subject) => Object.keys(subject.facts().attributes ?? {}),
    read: (subject, { name }) => {
      const { attributes } = subject.facts();
      if (attributes === undefined) return undefined;
      return Object.entries(attributes).flatMap(([key, value]) =>
        name === undefined || key.toLowerCase() === name ? [value] : [],
      );
    },
  },
  {
    name: 'note',
    label: text('field.note'),
    group: 'care',
    aliases: ['notes', 'description'],
    type: 'text',
    searched: true,
    examples: ['"do not"'],
    read: (subject) => one(subject.facts().note ?? subject.row.facts.description),
  },
  {
    name: 'disk',
    label: text('field.disk'),
    group: 'storage',
    aliases: ['disks'],
    type: 'text',
    searched: true,
    examples: ['*.vmdk'],
    read: textsOf((facts) => facts.disks),
  },
  {
    name: 'datastore',
    label: text('field.datastore'),
    group: 'storage',
    aliases: ['ds', 'sr'],
    type: 'text',
    examples: ['ssd*'],
    read: textsOf((facts) => facts.datastores),
  },
  {
    name: 'network',
    label: text('field.network'),
    group: 'network',
    aliases: ['net', 'portgroup'],
    type: 'text',
    examples: ['dmz'],
    read: textsOf((facts) => facts.networks),
  },
  {
    name: 'vlan',
    label: text('field.vlan'),
    group: 'network',
    type: 'number',
    examples: ['120'],
    read: (subject) => one(subject.facts().vlan),
  },
  {
    name: 'snapshot.count',
    label: text('field.snapshot.count'),
    group: 'storage',
    aliases: ['snapshot', 'snapshots'],
    type: 'number',
    examples: ['>0', '3'],
    read: (subject) => one(subject.facts().snapshots?.count),
  },
  {
    name: 'snapshot.age',
    label: text('field.snapshot.age'),
    group: 'storage',
    aliases: ['snap.age'],
    type: 'duration',
    examples: ['30d', '2w'],
    read: (subject, { now }) => {
      const { snapshots } = subject.facts();
      return snapshots?.count === 0 ? none : since(snapshots?.oldest, now);
    },
  },
  {
    name: 'snapshot.size',
    label: text('field.snapshot.size'),
    group: 'storage',
    aliases: ['snap.size'],
    type: 'bytes',
    plain: gibibyte,
    examples: ['50g'],
    read: (subject) => one(subject.facts().snapshots?.bytes),
  },
  {
    name: 'provisioned',
    label: text('field.provisioned'),
    group: 'storage',
    type: 'bytes',
    plain: gibibyte,
    examples: ['1t'],
    read: (subject) => one(subject.facts().provisionedBytes),
  },
  {
    name: 'used',
    label: text('field.used'),
    group: 'storage',
    type: 'bytes',
    plain: gibibyte,
    examples: ['200g'],
    read: (subject) => one(subject.facts().usedBytes),
  },
  {
    name: 'hw',
    label: text('field.hw'),
    group: 'compute',
    aliases: ['hardware'],
    type: 'text',
    examples: ['vmx-19', '<19'],
    read: (subject) => one(subject.facts().hardwareVersion),
  },
  {
    name: 'version',
    label: text('field.version'),
    group: 'care',
    type: 'text',
    examples: ['8.0.2', '<8.0'],
    read: (subject) => one(subject.facts().version),
  },
  {
    name: 'build',
    label: text('field.build'),
    group: 'care',
    type: 'text',
    examples: ['22380479'],
    read: (subject) => one(subject.facts().build),
  },
  {
    name: 'created',
    label: text('field.created'),
    group: 'general',
    type: 'time',
    examples: ['2026-01-31', 'today', '7d'],
    read: (subject) => one(subject.facts().createdAt),
  },
  {
    name: 'uptime',
    label: text('field.uptime'),
    group: 'compute',
    type: 'duration',
    examples: ['30d'],
    read: (subject, { now }) => since(subject.facts().bootedAt, now),
  },
  {
    name: 'off',
    label: text('field.off'),
    group: 'compute',
    type: 'duration',
    examples: ['30d'],
    read: (subject, { now }) => since(subject.facts().offSince, now),
  },
  {
    name: 'alerts',
    label: text('field.alerts'),
    group: 'care',
    type: 'number',
    examples: ['>0'],
    read: (subject) => [subject.alerts().count],
  },
  {
    name: 'alert',
    aliases: ['alarm'],
    label: text('field.alert'),
    group: 'care',
    type: 'choice',
    choices: alertSeverities.map((value) => ({ value })),
    examples: ['critical', 'warning'],
    read: (subject) => one(subject.alerts().worst ?? null),
  },
  {
    name: 'is',
    label: text('field.is'),
    group: 'general',
    type: 'choice',
    choices: [...objectFlags.map((value) => ({ value })), ...powerChoices],
    examples: ['orphaned', 'consolidate', 'thin'],
    read: (subject) => [...(subject.facts().flags ?? []), subject.row.state],
  },
];

/** Fields that need what only the core knows of an object. */
export const deepFields: readonly FieldDefinition[] = definitions.map((definition) => ({
  ...definition,
  deep: true,
}));
