import { SaxesParser } from 'saxes';
import { ElementStack } from '../../wire/element-stack.ts';
import type { Received } from './accept.ts';

/** A request, in whichever encoding. */
export interface Request {
  readonly method: string;
  readonly parameters: readonly Received[];
}

/** A request that is none: answered with HTTP 500. */
export class MalformedRequest extends Error {}

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

const deepest = 100;

function parse(xml: string): Element {
  const parser = new SaxesParser();
  const document: Element = { name: '', children: [], text: '' };
  const elements = new ElementStack<Element>();
  elements.open(document);
  parser.on('error', (error) => {
    throw new MalformedRequest(error.message);
  });
  parser.on('doctype', () => {
    throw new MalformedRequest('A request has no document type.');
  });
  parser.on('opentag', ({ name }) => {
    if (elements.open({ name, children: [], text: '' }) > deepest) {
      throw new MalformedRequest('The request is nested too deeply.');
    }
  });
  parser.on('text', (text) => elements.addText(text));
  parser.on('cdata', (text) => elements.addText(text));
  parser.on('closetag', () => elements.close());
  parser.write(xml).close();
  return document;
}

function child(element: Element, name: string): Element {
  const found = element.children.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new MalformedRequest(`<${name}> is missing in <${element.name}>.`);
  }
  return found;
}

/** A value without a type is text. */
function readValue(value: Element): Received {
  const [typed] = value.children;
  return typed === undefined ? value.text : readTyped(typed);
}

function readTyped(typed: Element): Received {
  switch (typed.name) {
    case 'string':
    case 'dateTime.iso8601':
    case 'base64':
      return typed.text;
    case 'boolean':
      return typed.text.trim() === '1';
    case 'int':
    case 'i4':
    case 'i8':
      return readInteger(typed.text.trim());
    case 'double':
      return Number(typed.text.trim());
    case 'nil':
      return null;
    case 'array':
      return child(typed, 'data').children.map(readValue);
    case 'struct':
      return Object.fromEntries(
        typed.children.map((member) => [
          child(member, 'name').text,
          readValue(child(member, 'value')),
        ]),
      );
    default:
      throw new MalformedRequest(`XML-RPC has no type <${typed.name}>.`);
  }
}

function readInteger(text: string): Received {
  if (!/^[+-]?\d+$/.test(text)) {
    throw new MalformedRequest(`"${text}" is no integer.`);
  }
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Reads `<methodCall>`. Throws MalformedRequest. */
export function readXmlRequest(xml: string): Request {
  const call = child(parse(xml), 'methodCall');
  const parameters = call.children.find(({ name }) => name === 'params')?.children ?? [];
  return {
    method: child(call, 'methodName').text.trim(),
    parameters: parameters.map((parameter) => readValue(child(parameter, 'value'))),
  };
}
