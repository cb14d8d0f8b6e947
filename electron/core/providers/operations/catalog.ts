import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { OperationGroup } from '#shared/model/operation.ts';
import { refType } from '#shared/model/reference.ts';
import { type Definition, existsFor, type Subject } from './definition.ts';

/** Groups as they follow each other in a menu; what destroys comes last. */
const order: readonly OperationGroup[] = [
  'power',
  'guest',
  'edit',
  'snapshot',
  'disk',
  'network',
  'create',
  'manage',
  'organise',
  'delete',
];

/** The operations of a family. */
export interface Catalog<D> {
  /** In the order of a menu: groups stand together. */
  readonly all: readonly D[];
  /** Those that may exist for objects of a native type. */
  ofType(type: string): readonly D[];
}

/** @param isOf whether an object of a native type is one of those that an operation names; it is asked once for each type */
export function makeCatalog<D extends Definition<never>>(
  areas: readonly (readonly D[])[],
  isOf = (type: string, named: readonly string[]): boolean => named.includes(type),
): Catalog<D> {
  const definitions = areas.flat();
  const all = order.flatMap((group) => definitions.filter((one) => one.group === group));
  const byType = new Map<string, readonly D[]>();
  return {
    all,
    ofType: (type) => {
      const known = byType.get(type);
      if (known !== undefined) return known;
      const found = all.filter(({ types }) => isOf(type, types));
      byType.set(type, found);
      return found;
    },
  };
}

/** The definition of an operation of an object. @throws MorefException `missing` where the object, as it is now, has none of that name */
export function findDefinition<S extends Subject, D extends Definition<S>>(
  catalog: Catalog<D>,
  operation: string,
  subject: S,
): D {
  const { ref, name } = subject;
  const named = catalog.ofType(refType(ref)).filter(({ id }) => id === operation);
  const found = named.find((one) => existsFor(one, subject));
  if (found !== undefined) return found;
  const label = named[0]?.label;
  const message =
    label === undefined
      ? text('operation.none', { object: name, operation })
      : text('operation.notFor', { operation: label, object: name });
  throw new MorefException({ kind: 'missing', message, ref });
}
