import { inEnglish } from '#shared/i18n/english.ts';
import type { Message } from '#shared/i18n/text.ts';

export interface TextErrorOptions extends ErrorOptions {
  readonly foreign?: boolean;
}

/**
 * An error that says in a text of the catalogue what happened; `message` is its English, for logs. Whatever a person may come to see is
 * one: `Error` and the other classes of the language say a mistake of the program's own, to a developer.
 */
export abstract class TextError extends Error {
  readonly text: Message;
  /** What answered has never spoken the protocol that was expected: it may be a server of another kind. */
  readonly foreign: boolean;

  constructor(text: Message, options: TextErrorOptions = {}) {
    super(inEnglish(text), options);
    this.text = text;
    this.foreign = options.foreign === true;
  }
}
