import { text as say } from '#shared/i18n/make-text.ts';
import { XapiEncodeError } from '../errors.ts';
import { floatText } from './json-rpc.ts';
import { isWireMap, isWireSet, type WireValue } from './wire-value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Unescaped, a parser makes a line feed of it.
  '\r': '&#13;',
};

// oxlint-disable-next-line no-control-regex -- control characters are the very point
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** @throws XapiEncodeError for a character that XML 1.0 has no way to write */
function escape(text: string): string {
  if (UNWRITABLE.test(text)) {
    throw new XapiEncodeError(say('request.controlCharacter'));
  }
  return text.replaceAll(/[&<>\r]/g, (character) => ESCAPES[character] ?? '');
}

/** Writes a checked value in XML-RPC. An int is sent as decimal text: `<int>` has 32 bits, and the server reads either. */
export function xmlText(value: WireValue): string {
  if (typeof value === 'string') return `<value><string>${escape(value)}</string></value>`;
  if (typeof value === 'bigint') return `<value><string>${value}</string></value>`;
  if (typeof value === 'number') return `<value><double>${floatText(value)}</double></value>`;
  if (typeof value === 'boolean') return `<value><boolean>${value ? 1 : 0}</boolean></value>`;
  if (isWireSet(value)) {
    return `<value><array><data>${value.map(xmlText).join('')}</data></array></value>`;
  }
  if (isWireMap(value)) {
    const members = [...value].map(
      ([key, item]) => `<member><name>${escape(key)}</name>${xmlText(item)}</member>`,
    );
    return `<value><struct>${members.join('')}</struct></value>`;
  }
  return `<value><dateTime.iso8601>${escape(value.date)}</dateTime.iso8601></value>`;
}

/** An XML-RPC request. */
export function xmlRequest(method: string, params: readonly WireValue[]): string {
  const list = params.map((value) => `<param>${xmlText(value)}</param>`).join('');
  return `<?xml version="1.0"?><methodCall><methodName>${escape(method)}</methodName><params>${list}</params></methodCall>`;
}
