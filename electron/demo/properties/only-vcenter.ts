import { isA } from '../api/model.ts';
import type { Product } from '../estate/product.ts';

/** Properties of entities that only vCenter Server sets: alarms, attributes and tags are its own. */
const onlyVcenter = new Set([
  'customValue',
  'value',
  'availableField',
  'declaredAlarmState',
  'triggeredAlarmState',
  'alarmActionsEnabled',
  'tag',
]);

/** Whether a server of this kind sets a property of objects of a type. */
export function sets({ apiType }: Product, type: string, property: string): boolean {
  return apiType === 'VirtualCenter' || !onlyVcenter.has(property) || !isA(type, 'ManagedEntity');
}
