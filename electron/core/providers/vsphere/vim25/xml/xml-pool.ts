import { NamePool } from './name-pool.ts';
import { TextPool } from './text-pool.ts';

/** Strings that are kept from document to document: the names and the repeated short texts. Its size never grows. */
export class XmlPool {
  readonly names = new NamePool();
  readonly texts = new TextPool();
}
