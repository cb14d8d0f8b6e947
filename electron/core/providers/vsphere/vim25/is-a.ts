import { apiModel } from './model/api-model.ts';
import type { DataTypes } from './types.gen.ts';

/** True where a decoded value is a data object of the type or of one derived from it. */
export function isA<T extends keyof DataTypes>(value: unknown, type: T): value is DataTypes[T] {
  const name = (value as { readonly $type?: unknown } | null | undefined)?.$type;
  return typeof name === 'string' && apiModel().isSubtype(name, type);
}
