import { text } from '../i18n/make-text.ts';
import { kinds, type Kind } from '../model/kind.ts';
import { refId, refType } from '../model/reference.ts';
import type { Row } from '../model/row.ts';
import { none, one, type Choice, type FieldDefinition, type FieldValues } from './field.ts';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

const kindAliases: Partial<Record<Kind, readonly string[]>> = {
  vm: ['machine', 'virtualmachine'],
  datacenter: ['dc'],
  'resource-pool': ['rp', 'resourcepool'],
  datastore: ['ds', 'sr', 'storage'],
  network: ['net', 'portgroup'],
  interface: ['pif', 'nic'],
  'library-item': ['item'],
  disk: ['vdi'],
};

/** Choices of the field `power`. */
export const powerChoices: readonly Choice[] = [
  { value: 'on', aliases: ['running', 'up', 'poweredon'] },
  { value: 'off', aliases: ['halted', 'down', 'poweredoff'] },
  { value: 'suspended', aliases: ['paused'] },
  { value: 'maintenance' },
  { value: 'standby' },
  { value: 'disconnected' },
  { value: 'inaccessible' },
  { value: 'unknown' },
];

const healthChoices: readonly Choice[] = [
  { value: 'ok', aliases: ['green', 'good'] },
  { value: 'warning', aliases: ['yellow'] },
  { value: 'error', aliases: ['red', 'bad'] },
  { value: 'unknown', aliases: ['gray', 'grey'] },
];

const toolsChoices: readonly Choice[] = [
  { value: 'ok', aliases: ['running'] },
  { value: 'old', aliases: ['outdated'] },
  { value: 'stopped', aliases: ['notrunning'] },
  { value: 'none', aliases: ['notinstalled', 'missing'] },
];

const toolsOf: Readonly<Record<string, string>> = {
  running: 'ok',
  starting: 'ok',
  old: 'old',
  'not running': 'stopped',
  'not installed': 'none',
};

type RowOf = Omit<Row, 'parent'>;

/** A virtual machine or a template has the value or lacks it; nothing else can have it. */
function ofMachine({ kind }: RowOf, value: string | number | undefined): FieldValues {
  if (value !== undefined) return [value];
  return kind === 'vm' || kind === 'template' ? none : undefined;
}

/** Used of the capacity; undefined without both. */
function usage({ facts }: RowOf): number | undefined {
  const { capacityBytes, freeBytes } = facts;
  if (capacityBytes === undefined || freeBytes === undefined || capacityBytes <= 0)
    return undefined;
  return 1 - freeBytes / capacityBytes;
}

/** Fields that rows hold: the page knows them, too. */
export const rowFields: readonly FieldDefinition[] = [
  {
    name: 'name',
    label: text('field.name'),
    group: 'general',
    type: 'text',
    examples: ['web*', '"sql 01"'],
    read: ({ row }) => [row.name],
  },
  {
    name: 'kind',
    label: text('field.kind'),
    group: 'general',
    type: 'choice',
    choices: kinds.map((value) => ({ value, aliases: kindAliases[value] ?? [] })),
    examples: ['vm', 'host', 'datastore'],
    read: ({ row }) => [row.kind],
  },
  {
    name: 'power',
    label: text('field.power'),
    group: 'general',
    aliases: ['state'],
    type: 'choice',
    choices: powerChoices,
    examples: ['on', 'off', 'suspended'],
    read: ({ row }) => (row.state === 'none' ? undefined : [row.state]),
  },
  {
    name: 'health',
    label: text('field.health'),
    group: 'general',
    aliases: ['status'],
    type: 'choice',
    choices: healthChoices,
    examples: ['ok', 'warning', 'error'],
    read: ({ row }) => [row.health],
  },
  {
    name: 'server',
    label: text('field.server'),
    aliases: ['vcenter', 'connection'],
    group: 'general',
    type: 'text',
    examples: ['vc-fra*'],
    read: ({ server }) => [server],
  },
  {
    name: 'type',
    label: text('field.type'),
    group: 'general',
    type: 'text',
    examples: ['VirtualMachine', 'SR'],
    read: ({ row }) => [row.facts.type ?? refType(row.ref)],
  },
  {
    name: 'moref',
    label: text('field.moref'),
    group: 'general',
    aliases: ['ref', 'id'],
    type: 'text',
    searched: true,
    examples: ['vm-62'],
    read: ({ row }) => [refId(row.ref), row.ref],
  },
  {
    name: 'uuid',
    label: text('field.uuid'),
    group: 'general',
    type: 'text',
    searched: true,
    examples: ['4210*'],
    read: ({ row }) => one(row.facts.uuid),
  },
  {
    name: 'host',
    label: text('field.host'),
    group: 'place',
    type: 'text',
    examples: ['esx1*'],
    read: (subject) => {
      const { host } = subject.row.facts;
      return ofMachine(subject.row, host === undefined ? undefined : subject.nameOf(host));
    },
  },
  {
    name: 'os',
    label: text('field.os'),
    group: 'guest',
    aliases: ['guest'],
    type: 'text',
    searched: true,
    examples: ['windows', 'debian'],
    read: ({ row }) => ofMachine(row, row.facts.guestOs),
  },
  {
    name: 'hostname',
    label: text('field.hostname'),
    group: 'guest',
    aliases: ['dns'],
    type: 'text',
    searched: true,
    examples: ['web01.example.org'],
    read: ({ row }) => ofMachine(row, row.facts.hostName),
  },
  {
    name: 'tools',
    label: text('field.tools'),
    group: 'guest',
    type: 'choice',
    choices: toolsChoices,
    examples: ['ok', 'old', 'stopped', 'none'],
    read: ({ row }) => {
      const { tools } = row.facts;
      return ofMachine(row, tools === undefined ? undefined : (toolsOf[tools] ?? tools));
    },
  },
  {
    name: 'cpu',
    label: text('field.cpu'),
    group: 'compute',
    aliases: ['cpus', 'vcpu', 'vcpus', 'cores'],
    type: 'number',
    examples: ['8', '>=4'],
    read: ({ row }) => one(row.facts.cpus),
  },
  {
    name: 'mem',
    label: text('field.mem'),
    group: 'compute',
    aliases: ['memory', 'ram'],
    type: 'bytes',
    plain: mebibyte,
    examples: ['16g', '4096'],
    read: ({ row: { facts } }) =>
      one(facts.memoryMiB === undefined ? undefined : facts.memoryMiB * mebibyte),
  },
  {
    name: 'mem.used',
    label: text('field.mem.used'),
    group: 'compute',
    type: 'bytes',
    plain: mebibyte,
    examples: ['8g'],
    read: ({ row: { facts } }) =>
      one(facts.memoryUsedMiB === undefined ? undefined : facts.memoryUsedMiB * mebibyte),
  },
  {
    name: 'cpu.used',
    label: text('field.cpu.used'),
    group: 'compute',
    type: 'hertz',
    examples: ['2ghz', '500'],
    read: ({ row: { facts } }) => one(facts.cpuMHz === undefined ? undefined : facts.cpuMHz * 1e6),
  },
  {
    name: 'size',
    label: text('field.size'),
    group: 'storage',
    aliases: ['capacity'],
    type: 'bytes',
    plain: gibibyte,
    examples: ['1t', '500g'],
    read: ({ row }) => one(row.facts.capacityBytes),
  },
  {
    name: 'free',
    label: text('field.free'),
    group: 'storage',
    type: 'bytes',
    plain: gibibyte,
    examples: ['100g'],
    read: ({ row }) => one(row.facts.freeBytes),
  },
  {
    name: 'usage',
    label: text('field.usage'),
    group: 'storage',
    type: 'fraction',
    examples: ['85%'],
    read: ({ row }) => one(usage(row)),
  },
];
