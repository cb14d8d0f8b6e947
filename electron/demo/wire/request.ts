import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { ElementStack } from './element-stack.ts';
import { invalidRequest } from './fault.ts';

/** An element of a request. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  /** Local name of `xsi:type`, without its prefix. */
  readonly xsiType: string | undefined;
  /** Plain `type` attribute, which references carry. */
  readonly type: string | undefined;
  readonly isNil: boolean;
  readonly children: Element[];
  text: string;
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const maxDepth = 100;

function toElement(tag: SaxesTagNS): Element {
  let xsiType: string | undefined;
  let type: string | undefined;
  let isNil = false;
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.uri === xsi && attribute.local === 'type') {
      xsiType = attribute.value.slice(attribute.value.indexOf(':') + 1);
    } else if (attribute.uri === xsi && attribute.local === 'nil') {
      isNil = attribute.value === 'true' || attribute.value === '1';
    } else if (attribute.name === 'type') {
      type = attribute.value;
    }
  }
  return { name: tag.local, namespace: tag.uri, xsiType, type, isNil, children: [], text: '' };
}

function parseXml(xml: string): Element | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const elements = new ElementStack<Element>();
  parser.on('doctype', () => {
    throw invalidRequest('DTDs are not accepted in a request.');
  });
  parser.on('opentag', (tag) => {
    if (elements.open(toElement(tag)) > maxDepth) {
      throw invalidRequest('The request is nested too deeply.');
    }
  });
  parser.on('text', (text) => elements.addText(text));
  parser.on('cdata', (text) => elements.addText(text));
  parser.on('closetag', () => elements.close());
  parser.on('error', (error) => {
    throw invalidRequest(`Error while parsing the request: ${error.message}`);
  });
  parser.write(xml).close();
  return elements.root;
}

/**
 * Parses a SOAP request into the element of its method.
 *
 * @throws VimFault InvalidRequest when it is no well-formed SOAP envelope with one method in namespace urn:vim25.
 */
export function parseRequest(xml: string): Element {
  const root = parseXml(xml);
  if (root?.name !== 'Envelope' || root.namespace !== soap) {
    throw invalidRequest('The request is no SOAP 1.1 envelope.');
  }
  const body = root.children.find(({ name, namespace }) => name === 'Body' && namespace === soap);
  const method = body?.children[0];
  if (method === undefined) {
    throw invalidRequest('The SOAP body is missing or empty.');
  }
  if (method.namespace !== 'urn:vim25') {
    throw invalidRequest(`Request version and namespace '${method.namespace}' are not supported.`);
  }
  return method;
}
