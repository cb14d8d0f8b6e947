/**
 * A text of the catalogue as data: which one, and what it speaks of. It crosses the link and is kept on disk, and becomes words where
 * somebody reads it, in their language. Made by `text()`, which checks id and values.
 */
export interface Message {
  /** A key of the catalogue: `task.gone`. From a file of another version it may be one that is not known here. */
  readonly id: string;
  readonly values?: TextValues;
  /** What it said in English when it was kept on disk, for a version that does not know the id (docs/decisions/0014-texts-are-data-until-somebody-reads-them.md). */
  readonly english?: string;
}

/** What a person reads. A plain string is shown as it is: a name, or a server's own words. */
export type Text = string | Message;

export type TextValue = Text | number | boolean | readonly Text[];
export type TextValues = Readonly<Record<string, TextValue>>;

/** True for what is a text of the catalogue. */
export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'id' in value;
}
