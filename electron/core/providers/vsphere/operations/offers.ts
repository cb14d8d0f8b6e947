import type { OperationOffer } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { entityName } from '../map/read.ts';
import { catalog, type OperationDefinition } from './catalog.ts';

/** The operations that exist for an object's type, each with the reason if it cannot be run now. */
export function offers(ref: Ref, properties: Properties): readonly OperationOffer[] {
  const type = refType(ref);
  return catalog
    .filter(({ types }) => types.includes('*') || types.includes(type))
    .map((definition) => offer(definition, entityName(properties, ref), properties));
}

function offer(
  definition: OperationDefinition,
  name: string,
  properties: Properties,
): OperationOffer {
  const { id, label, group, icon } = definition;
  const refused = definition.refusal(properties);
  const confirm = definition.confirm?.(name);
  return {
    id,
    label,
    group,
    ...(icon === undefined ? {} : { icon }),
    ...(refused === undefined ? {} : { refused }),
    ...(confirm === undefined ? {} : { confirm }),
    ...(definition.method === 'Rename_Task' ? { inputs: [newName(name)] } : {}),
  };
}

/** 80 characters is vCenter's limit for the name of an inventory object. */
function newName(current: string) {
  return {
    name: 'newName',
    label: 'New name',
    type: 'text',
    initial: current,
    required: true,
    maxLength: 80,
  } as const;
}
