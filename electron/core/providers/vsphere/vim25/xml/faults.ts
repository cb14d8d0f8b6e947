import { TextError } from '../../../../net/text-error.ts';

/** Why a document is not well-formed; the tokenizer adds where. */
export class NotWellFormed extends TextError {}

/** Why a document is not read although it may be well-formed; the tokenizer adds where. */
export class NotAllowed extends TextError {}
