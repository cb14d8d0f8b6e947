import { XmlError } from '../xml/xml-reader.ts';

/** The XML is fine, but says what the API's schema does not allow, e.g. text in a number. */
export class DecodeError extends XmlError {
  override readonly name = 'DecodeError';
}
