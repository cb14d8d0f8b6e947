import { fieldsOf } from '../api/model.ts';
import type { Estate } from '../estate/estate.ts';
import type { Product } from '../estate/product.ts';
import type { Reference } from '../wire/value.ts';
import { aboutOf } from './about.ts';

/** ServiceContent, and the managers that it names. */

/** Managers of a type that is derived from what the field is declared as. */
const derived: Readonly<Record<string, string>> = {
  vStorageObjectManager: 'VcenterVStorageObjectManager',
};

/** Every manager of a product by its field, as a reference with its type. */
export function managersOf({ managers }: Product): readonly (readonly [string, Reference])[] {
  return fieldsOf('ServiceContent').flatMap(({ name, spec }): [string, Reference][] => {
    const id = managers[name];
    return id === undefined ? [] : [[name, { type: derived[name] ?? spec.type, id }]];
  });
}

export function serviceContent({ product, rootFolder, instanceUuid }: Estate): object {
  return {
    rootFolder,
    propertyCollector: { type: 'PropertyCollector', id: product.collectorId },
    about: aboutOf(product, instanceUuid),
    ...Object.fromEntries(managersOf(product)),
  };
}
