import {
  addField,
  removeField,
  renameField,
  setField,
  setFieldNamed,
} from '../estate/custom-fields.ts';
import { Entity } from '../estate/entity.ts';
import type { Handlers } from '../server/call.ts';
import { demand, objectOf } from './arguments.ts';

/** CustomFieldsManager, and the setter that every entity has. */

export const customFieldsMethods: Handlers = {
  AddCustomFieldDef: ({ world, args }) => {
    const moType = typeof args.moType === 'string' && args.moType !== '' ? args.moType : undefined;
    const { key, name, managedType } = addField(world.estate, String(args.name), moType);
    return { key, name, type: 'string', managedObjectType: managedType };
  },
  RemoveCustomFieldDef: ({ world, args }) => {
    removeField(world.estate, Number(args.key));
  },
  RenameCustomFieldDef: ({ world, args }) => {
    renameField(world.estate, Number(args.key), String(args.name));
  },
  SetField: (call) => {
    const { world, args } = call;
    const entity = objectOf(call, args.entity, Entity, 'entity');
    demand(call, entity, 'Global.SetCustomField');
    setField(world.estate, entity, Number(args.key), String(args.value));
  },
};

export const customValueMethods: Handlers<Entity> = {
  setCustomValue: ({ world, self, args }) => {
    setFieldNamed(world.estate, self, String(args.key), String(args.value));
  },
};
