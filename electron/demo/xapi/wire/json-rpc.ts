import type { Failure } from '../api/failure.ts';
import type { Received } from './accept.ts';
import { MalformedRequest } from './read-xml.ts';
import type { Request } from './read-xml.ts';

export interface JsonRequest extends Request {
  readonly version: 1 | 2;
  /** As JSON text, to be echoed. */
  readonly id: string;
}

/** Reads a request of JSON-RPC 1.0 or 2.0. Throws MalformedRequest; a notification is one. */
export function readJsonRequest(text: string): JsonRequest {
  const body = parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new MalformedRequest('A request is an object.');
  }
  const { jsonrpc, id, method, params } = body as Readonly<Record<string, Received>>;
  if ((typeof id !== 'number' && typeof id !== 'string') || typeof method !== 'string') {
    throw new MalformedRequest('A request has a method, and an id that is text or a number.');
  }
  const version = jsonrpc === '2.0' ? 2 : 1;
  if (params === undefined && version === 1) {
    throw new MalformedRequest('A request has parameters.');
  }
  return { version, id: JSON.stringify(id), method, parameters: list(params ?? []) };
}

function list(params: Received): readonly Received[] {
  if (Array.isArray(params)) {
    return params as readonly Received[];
  }
  if (typeof params === 'object' && params !== null) {
    return Object.values(params);
  }
  throw new MalformedRequest('Parameters are a list.');
}

/** Integers that a double cannot hold become text, which counts as an integer where one is wanted. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/([:[,]\s*)(-?\d{16,})(?=\s*[\],}])/g, quoteInteger));
  } catch {
    throw new MalformedRequest('The request is no JSON.');
  }
}

// Inside a string the pattern could match as well; there the quotes would break it, so it is left alone
function quoteInteger(
  match: string,
  before: string,
  digits: string,
  at: number,
  all: string,
): string {
  return isInString(all, at) || Number.isSafeInteger(Number(digits))
    ? match
    : `${before}"${digits}"`;
}

function isInString(text: string, at: number): boolean {
  let inside = false;
  for (let index = 0; index < at; index += 1) {
    if (inside && text[index] === '\\') {
      index += 1;
    } else if (text[index] === '"') {
      inside = !inside;
    }
  }
  return inside;
}

/** The answer, of a result that is JSON text already. */
export function jsonResult({ version, id }: JsonRequest, result: string): string {
  return version === 2
    ? `{"jsonrpc":"2.0","result":${result},"id":${id}}`
    : `{"result":${result},"error":null,"id":${id}}`;
}

/** Version 1 has the whole description as the error, version 2 code 1, the failure's code as message, the rest as data. */
export function jsonFailure({ version, id }: JsonRequest, failure: Failure): string {
  return version === 2
    ? `{"jsonrpc":"2.0","error":${JSON.stringify({
        code: 1,
        message: failure.code,
        data: failure.parameters,
      })},"id":${id}}`
    : `{"result":null,"error":${JSON.stringify(failure.description)},"id":${id}}`;
}

/** What is raised before a call is dispatched has another form, whatever the request's version: an array, and id 0. */
export function jsonEarlyFailure(failure: Failure): string {
  return `{"jsonrpc":"2.0","error":${JSON.stringify(failure.description)},"id":0}`;
}
