/**
 * What every JavaScript runtime has and the language's own library does not declare. This file belongs to the
 * project `shared` alone: a page sees the DOM's declarations instead, the core those of Node.
 */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}

/** WHATWG's URL, as far as it is used: the same in Node and in browsers, so that both read an address alike. */
declare class URL {
  constructor(text: string);
  readonly hostname: string;
  readonly origin: string;
}
