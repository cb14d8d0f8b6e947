/** Why a document is not well-formed; the tokenizer adds where. */
export class NotWellFormed extends Error {}

/** Why a document is not read although it may be well-formed; the tokenizer adds where. */
export class NotAllowed extends Error {}
