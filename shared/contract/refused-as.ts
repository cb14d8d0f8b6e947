import type { TextId, ValuesOf } from '../i18n/make-text.ts';

type PlainTextId = { [Id in TextId]: ValuesOf<Id> extends readonly [] ? Id : never }[TextId];

/**
 * What a check of a parameter says where it refuses: a text of the catalogue, as its id, for a check knows strings only. The server of the
 * link makes a text of it; values are the issue's `params`.
 */
export function refusedAs(id: PlainTextId): string {
  return id;
}
