import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { refType } from '#shared/model/reference.ts';
import { list } from '../../map/read.ts';
import { lineageOf } from '../../declared-type.ts';
import { call, type Step } from '../call.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { needsVcenter } from '../refusals.ts';

interface Field {
  readonly key: number;
  readonly name: string;
}

/** The fields for objects of a type, of each list that the server sent: all its objects ask for them. */
const known = new WeakMap<readonly PropertyValue[], Map<string, readonly Field[]>>();

/** The fields that are defined for the object's type, or for all (CustomFieldsManager.field). */
function fieldsOf({ ref, lookup }: Subject): readonly Field[] {
  for (const manager of lookup.ofType('CustomFieldsManager')) {
    const defined = list(lookup.get(manager) ?? {}, 'field');
    const byType = known.get(defined) ?? new Map<string, readonly Field[]>();
    known.set(defined, byType);
    const type = refType(ref);
    const fields = byType.get(type) ?? readFields(defined, type);
    byType.set(type, fields);
    return fields;
  }
  return [];
}

function readFields(defined: readonly PropertyValue[], of: string): readonly Field[] {
  return defined.flatMap((field) => {
    if (!isDataObject(field)) return [];
    const { key, name, managedObjectType: type } = field;
    if (typeof key !== 'number' || typeof name !== 'string') return [];
    const applies = typeof type !== 'string' || lineageOf(of).includes(type);
    return applies ? [{ key, name }] : [];
  });
}

function valueOf({ object }: Subject, { key }: Field): string {
  for (const one of list(object, 'customValue'))
    if (isDataObject(one) && one['key'] === key)
      return typeof one['value'] === 'string' ? one['value'] : '';
  return '';
}

/** What was given, and differs from what is there. */
function changed(work: Work): readonly { readonly field: Field; readonly value: string }[] {
  return fieldsOf(work).flatMap((field) => {
    if (!Object.hasOwn(work.given, field.name)) return [];
    const value = work.text(field.name);
    return value === valueOf(work, field) ? [] : [{ field, value }];
  });
}

/** Custom attributes. */
export const attributeOperations: readonly OperationDefinition[] = [
  {
    id: 'customFields',
    label: say('operation.attributes.label'),
    group: 'edit',
    types: ['*'],
    exists: (subject) => fieldsOf(subject).length > 0,
    privileges: ['Global.SetCustomField'],
    inputs: (subject) =>
      fieldsOf(subject).map((field) => ({
        name: field.name,
        label: field.name,
        type: 'text',
        required: false,
        initial: valueOf(subject, field),
      })),
    prepare: (work) => {
      const manager = work.server.content.customFieldsManager;
      const changes = manager === undefined ? [] : changed(work);
      if (manager === undefined || changes.length === 0)
        return { calls: [], steps: [say('step.attributes.same', { name: work.name })] };
      return {
        calls: changes.map(({ field, value }): Step => {
          const set = (to: string) =>
            call(manager, 'SetField', { entity: work.self, key: field.key, value: to });
          return {
            ...set(value),
            left: say('left.attribute', { field: field.name, name: work.name, value }),
            undo: set(valueOf(work, field)),
          };
        }),
        steps: changes.map(({ field, value }) =>
          value === ''
            ? say('step.attributes.clear', { field: field.name, name: work.name })
            : say('step.attributes.set', { field: field.name, name: work.name, value }),
        ),
      };
    },
    commands: (work) =>
      changed(work).flatMap(({ field, value }) => [
        govc('fields.set', field.name, value, inventoryPath(work.ref, work.lookup)),
        powercli(
          `Set-Annotation -Entity ${powercliObject(work.ref)} -CustomAttribute ${powershellString(field.name)} -Value ${powershellString(value)}`,
        ),
      ]),
  },
  {
    id: 'customFields.define',
    label: say('operation.attributes.define.label'),
    group: 'edit',
    types: ['Datacenter', 'VirtualMachine', 'HostSystem', 'ClusterComputeResource'],
    refusal: needsVcenter,
    inputs: ({ ref }) => [
      { name: 'name', label: say('input.name'), type: 'text', required: true, maxLength: 80 },
      {
        name: 'type',
        label: say('input.attribute.for'),
        type: 'choice',
        required: true,
        initial: refType(ref),
        options: [
          {
            value: refType(ref),
            label: only[refType(ref)] ?? say('input.attribute.type', { type: refType(ref) }),
          },
          { value: 'all', label: say('input.attribute.all') },
        ],
      },
    ],
    prepare: (work) => {
      const manager = work.server.content.customFieldsManager ?? work.self;
      const moType = work.text('type');
      const name = work.text('name');
      if (fieldsOf(work).some((field) => field.name === name))
        return { calls: [], steps: [say('step.attributes.exists', { name })] };
      return {
        calls: [call(manager, 'AddCustomFieldDef', { name, ...(moType !== 'all' && { moType }) })],
        steps: [defines(moType, name)],
      };
    },
    commands: (work) => {
      const type = work.text('type');
      const name = work.text('name');
      const target = powercliTypes[type];
      return [
        govc('fields.add', ...(type === 'all' ? [] : ['-type', type]), name),
        powercli(
          `New-CustomAttribute -Name ${powershellString(name)}${target === undefined ? '' : ` -TargetType ${target}`}`,
        ),
      ];
    },
  },
];

const only: Readonly<Record<string, Text>> = {
  Datacenter: say('input.attribute.Datacenter'),
  VirtualMachine: say('input.attribute.VirtualMachine'),
  HostSystem: say('input.attribute.HostSystem'),
  ClusterComputeResource: say('input.attribute.ClusterComputeResource'),
};

/** What is defined, for which type: `all`, or a managed one. */
function defines(type: string, name: string): Text {
  switch (type) {
    case 'all':
      return say('step.attributes.define.all', { name });
    case 'Datacenter':
    case 'VirtualMachine':
    case 'HostSystem':
    case 'ClusterComputeResource':
      return say(`step.attributes.define.${type}`, { name });
    default:
      return say('step.attributes.define.type', { name, type });
  }
}

const powercliTypes: Readonly<Record<string, string>> = {
  Datacenter: 'Datacenter',
  VirtualMachine: 'VirtualMachine',
  HostSystem: 'VMHost',
  ClusterComputeResource: 'Cluster',
};
