import { english } from './en/catalogue.ts';

type Catalogue = typeof english;
export type MessageKey = keyof Catalogue;
type ParamsOf<K extends MessageKey> = Catalogue[K] extends (params: infer P) => string ? [P] : [];

/** The text of a message in the user's language. A missing key, or a missing parameter, does not compile. */
export function t<K extends MessageKey>(key: K, ...params: ParamsOf<K>): string {
  const message = english[key] as string | ((params: unknown) => string);
  return typeof message === 'string' ? message : message(params[0]);
}
