import { invalidArgument, VimFault } from '../wire/fault.ts';
import { Entity, Host, VirtualMachine } from './entity.ts';
import type { Managed } from './entity.ts';
import type { CustomField, Estate } from './estate.ts';

/** Custom attributes: their definitions, and their values on entities. */

const manager: Managed = { type: 'CustomFieldsManager', id: 'CustomFieldsManager' };

const overlaps = (one: CustomField, other: string | undefined): boolean =>
  one.managedType === undefined || other === undefined || one.managedType === other;

/** @throws VimFault DuplicateName, InvalidName */
function checkFieldName(
  estate: Estate,
  name: string,
  { managedType, except }: { managedType: string | undefined; except?: number },
): void {
  if (name.trim() === '' || name.length > 80) {
    throw new VimFault('InvalidName', `The name '${name}' is not valid.`, { name });
  }
  const taken = estate.customFields.some(
    (field) => field.key !== except && field.name === name && overlaps(field, managedType),
  );
  if (taken) {
    throw new VimFault('DuplicateName', `The name '${name}' already exists.`, {
      name,
      object: manager,
    });
  }
}

/** @throws VimFault InvalidArgument */
function fieldOf(estate: Estate, key: number): CustomField {
  const field = estate.customFields.find((it) => it.key === key);
  if (field === undefined) {
    throw invalidArgument('key');
  }
  return field;
}

function define(estate: Estate, fields: readonly CustomField[], changed: CustomField): void {
  estate.customFields = fields;
  // Filters know the object that the estate holds.
  estate.changed(estate.get(manager.id) ?? manager, 'field');
  for (const object of estate.objects.values()) {
    const applies = changed.managedType === undefined || changed.managedType === object.type;
    if (applies && object instanceof Entity) {
      estate.changed(object, 'availableField');
    }
  }
}

export function addField(
  estate: Estate,
  name: string,
  managedType: string | undefined,
): CustomField {
  checkFieldName(estate, name, { managedType });
  const key = Math.max(100, ...estate.customFields.map((field) => field.key)) + 1;
  const field: CustomField = { key, name, managedType };
  define(estate, [...estate.customFields, field], field);
  return field;
}

export function renameField(estate: Estate, key: number, name: string): void {
  const field = fieldOf(estate, key);
  checkFieldName(estate, name, { managedType: field.managedType, except: key });
  const renamed = { ...field, name };
  define(
    estate,
    estate.customFields.map((it) => (it.key === key ? renamed : it)),
    renamed,
  );
}

/** The values go with the definition. */
export function removeField(estate: Estate, key: number): void {
  const field = fieldOf(estate, key);
  define(
    estate,
    estate.customFields.filter((it) => it.key !== key),
    field,
  );
  for (const object of estate.objects.values()) {
    if (object instanceof Entity && object.customValues?.has(key) === true) {
      store(estate, object, key, '');
    }
  }
}

function store(estate: Estate, entity: Entity, key: number, value: string): void {
  const values = new Map(entity.customValues);
  if (value === '') {
    values.delete(key);
  } else {
    values.set(key, value);
  }
  entity.customValues = values.size === 0 ? undefined : values;
  estate.changed(entity, 'customValue', 'value');
  if (entity instanceof VirtualMachine || entity instanceof Host) {
    estate.changed(entity, 'summary.customValue');
  }
}

/**
 * Sets a value; an empty one takes it away.
 *
 * @throws VimFault InvalidArgument when there is no such attribute for this kind of entity
 */
export function setField(estate: Estate, entity: Entity, key: number, value: string): void {
  if (!overlaps(fieldOf(estate, key), entity.type)) {
    throw invalidArgument('key');
  }
  store(estate, entity, key, value);
}

/** The same by the name of the attribute. @throws VimFault InvalidArgument */
export function setFieldNamed(estate: Estate, entity: Entity, name: string, value: string): void {
  const field = estate.customFields.find((it) => it.name === name && overlaps(it, entity.type));
  if (field === undefined) {
    throw invalidArgument('key');
  }
  store(estate, entity, field.key, value);
}
