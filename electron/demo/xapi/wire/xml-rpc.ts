import type { Failure } from '../api/failure.ts';
import { writeXml } from './write-xml.ts';

const texts = { kind: 'set', item: { kind: 'string' } } as const;
const prolog = "<?xml version='1.0'?>";

/** An answer whose value is bare: that of `system.listMethods`. */
export const xmlBare = (value: string): string =>
  `${prolog}<methodResponse><params><param>${value}</param></params></methodResponse>`;

/** `{Status: Success, Value}`, of a value that is XML already. */
export function xmlResult(value: string): string {
  return xmlBare(
    `<value><struct><member><name>Status</name><value>Success</value></member><member><name>Value</name>${value}</member></struct></value>`,
  );
}

/** `{Status: Failure, ErrorDescription}` */
export function xmlFailure(failure: Failure): string {
  return xmlBare(
    `<value><struct><member><name>Status</name><value>Failure</value></member><member><name>ErrorDescription</name>${writeXml(texts, failure.description)}</member></struct></value>`,
  );
}
