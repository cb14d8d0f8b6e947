import { TextError } from '../../../../net/text-error.ts';
import { BOUNDS } from '../../../../net/bounds.ts';

/** An attribute with its namespace resolved; `xmlns` declarations are not handed out. */
export interface XmlAttribute {
  readonly local: string;
  /** Empty for an attribute without a prefix. */
  readonly namespace: string;
  readonly value: string;
}

/** Resolves a prefix at the current element; undefined where it is not declared. */
export type PrefixResolver = (prefix: string) => string | undefined;

/** Receives a document piece by piece. Names and texts have their own memory: whoever keeps one keeps no more. */
export interface XmlHandler {
  open(
    local: string,
    namespace: string,
    attributes: readonly XmlAttribute[],
    resolve: PrefixResolver,
  ): void;
  text(text: string): void;
  /** Called before a text that held what is no text: it has replacement characters there. */
  damaged?(): void;
  close(): void;
}

/** A streaming parser: feed it bytes as they arrive, then end it. */
export interface XmlReader {
  /** @throws XmlError, and what the handler throws */
  write(bytes: Uint8Array): void;
  /** Checks that the document is complete. @throws XmlError */
  end(): void;
}

/** What a document may cost. */
export interface XmlLimits {
  /** Nesting of elements. */
  readonly maxDepth: number;
  /** Elements in the whole document. */
  readonly maxElements: number;
  /** Bytes of one text, tag, comment or processing instruction. */
  readonly maxTokenLength: number;
}

/** Generous for what vCenter sends: 10,000 virtual machines in full are some 4 million elements, 20 deep. */
export const DEFAULT_LIMITS: XmlLimits = {
  maxDepth: BOUNDS.depth,
  maxElements: BOUNDS.streamedElements,
  maxTokenLength: BOUNDS.pieceBytes,
};

/** The answer is not well-formed, not complete, not allowed here, or beyond a limit. */
export class XmlError extends TextError {
  override readonly name: string = 'XmlError';
}

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
export const XSD = 'http://www.w3.org/2001/XMLSchema';
export const SOAP_ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
