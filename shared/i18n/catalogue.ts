import type { TextTools } from './tools.ts';

/** One text: words, or a function that makes them from values. */
export type Entry = string | ((values: never, tools: TextTools) => string);

/** Texts of one area by id. Ids are stable names: a text whose values change gets another id, since tasks on disk keep the old one. */
export type Texts = Readonly<Record<string, Entry>>;

/** The same texts in another language: all of them, each with the same values. */
export type Translation<Original extends Texts> = {
  readonly [Id in keyof Original]: Original[Id] extends (
    values: infer Values,
    ...rest: never
  ) => string
    ? (values: Values, tools: TextTools) => string
    : string;
};
