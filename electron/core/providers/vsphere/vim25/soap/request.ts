import { text as say } from '#shared/i18n/make-text.ts';
import { EncodeError } from '../encode/encode-error.ts';
import { escapeXml } from '../encode/escape.ts';
import { ValueEncoder } from '../encode/encode-value.ts';
import type { ApiModel } from '../model/api-model.ts';
import type { ManagedObjectReference } from '../values.ts';
import { SOAP_ENVELOPE, XSD, XSI } from '../xml/xml-reader.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="${SOAP_ENVELOPE}" xmlns:xsd="${XSD}" xmlns:xsi="${XSI}">`;

/**
 * The SOAP envelope of a call of any of the model's methods with plain values.
 * @param operationId goes into the header and thereby into the server's log
 * @throws EncodeError before anything is sent
 */
export function encodeRequest(
  model: ApiModel,
  target: ManagedObjectReference,
  method: string,
  parameters: object = {},
  operationId?: string,
): string {
  const spec = model.method(method);
  if (spec === undefined) throw new EncodeError(say('request.noMethod', { call: method }));
  if (model.isManagedType(target.type) && !model.isManagedSubtype(target.type, spec.owner)) {
    const about = { call: method, owner: spec.owner, type: target.type };
    throw new EncodeError(say('request.otherOwner', about));
  }
  const self = `<_this type="${escapeXml(target.type, method)}">${escapeXml(target.value, method)}</_this>`;
  const values = new ValueEncoder(model).fields(
    spec.parameters,
    parameters as Record<string, unknown>,
    method,
  );
  const header =
    operationId === undefined
      ? ''
      : `<soapenv:Header><operationID>${escapeXml(operationId, 'operationID')}</operationID></soapenv:Header>`;
  return `${HEAD}${header}<soapenv:Body><${method} xmlns="urn:vim25">${self}${values}</${method}></soapenv:Body></soapenv:Envelope>`;
}
