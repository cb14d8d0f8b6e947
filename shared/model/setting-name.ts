import type { OperationId } from './operation.ts';

/** What an input of settings is called: the operation that it takes the place of, the thing that is meant, and the operation's own input. */
export interface SettingName {
  readonly operation: OperationId;
  /** Which disk, which adapter; undefined where there is only one. */
  readonly key?: string;
  readonly input: string;
}

/** `vm.cpus/cpus`, `disk.grow#2000/size`. */
export function settingName({ operation, key, input }: SettingName): string {
  return `${partName({ operation, ...(key === undefined ? {} : { key }) })}/${input}`;
}

/** The name without its input: what is changed together, `disk.grow#2000`. */
export function partName({ operation, key }: Omit<SettingName, 'input'>): string {
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
