import { fieldsOf } from '../api/model.ts';
import { encodeFields, escapeXml } from './encode.ts';
import type { VimFault } from './fault.ts';

/** The SOAP envelope with the line breaks that vpxd writes. */
const envelopeHead = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
 xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>
`;

const envelopeTail = `
</soapenv:Body>
</soapenv:Envelope>`;

/** The whole document of a SOAP fault. */
export function faultDocument(fault: VimFault): string {
  const detail = `<${fault.type}Fault xmlns="urn:vim25" xsi:type="${fault.type}">${encodeFields(fieldsOf(fault.type), fault.members)}</${fault.type}Fault>`;
  return `${envelopeHead}<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>${escapeXml(fault.message)}</faultstring><detail>${detail}</detail></soapenv:Fault>${envelopeTail}`;
}

/** The document of an answer, piece by piece, so that a large one is never one string. */
export function* answerDocument(method: string, parts: Iterable<string>): Generator<string> {
  yield `${envelopeHead}<${method}Response xmlns="urn:vim25">`;
  yield* parts;
  yield `</${method}Response>${envelopeTail}`;
}
