import type { OperationId } from './operation.ts';

/**
 * What is changed together among the settings, `disk.grow#2000`: the operation that it takes the place of, and which disk or adapter is
 * meant; no key where there is only one. An input of it is called `disk.grow#2000/size`.
 */
export function partName(part: { readonly operation: OperationId; readonly key?: string }): string {
  const { operation, key } = part;
  return key === undefined ? operation : `${operation}#${key}`;
}

/** Part and input of a name; undefined for what is no name of a setting. The input's own name may be anything: a field that people named. */
export function partOfSetting(
  name: string,
): { readonly part: string; readonly input: string } | undefined {
  const slash = name.indexOf('/');
  return slash <= 0 ? undefined : { part: name.slice(0, slash), input: name.slice(slash + 1) };
}

/** The operation of a part. */
export function operationOfPart(part: string): OperationId {
  const hash = part.indexOf('#');
  return hash < 0 ? part : part.slice(0, hash);
}
