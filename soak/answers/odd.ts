import { randomBytes } from 'node:crypto';
import type { OddAnswer, SeenRequest } from '#core/testing/odd-proxy.ts';
import { packaged, unpackaged } from './packaging.ts';

const json = { 'content-type': 'application/json' };
const xml = { 'content-type': 'text/xml' };
const html = { 'content-type': 'text/html' };

/** An odd answer, and what it does to whoever reads it. */
export interface OddKind {
  readonly odd: OddAnswer;
  /** HTTP allows it, or it is mended without a loss: nothing may come of it. */
  readonly isHarmless: boolean;
}

/** What a gateway says by a status, a page and headers. */
const gateway: Readonly<Record<string, OddAnswer>> = {
  'a page': reported(500, html, page('Internal Server Error')),
  'a login page': reported(200, html, page('Sign in')),
  '204': reported(204),
  '301': reported(301, { location: 'https://elsewhere.example/' }),
  '302': reported(302, { location: '/login?next=%2F' }, page('Found')),
  '307': reported(307, { location: 'http://127.0.0.1:1/' }),
  '401': reported(401, { 'www-authenticate': 'Negotiate' }, 'Who are you?'),
  '403': reported(403, html, page('Forbidden')),
  '404': reported(404),
  '408': reported(408, { connection: 'close' }),
  '413': reported(413, html, page('Too large')),
  '418': reported(418, json, '{"error":{"message":"short and stout"}}'),
  '429': reported(429, { 'retry-after': '3' }),
  '502': reported(502, html, page('Bad Gateway')),
  '503': reported(
    503,
    { 'retry-after': 'soon' },
    'The maximum number of sessions has been exceeded.',
  ),
  '504': reported(504),
  '599': reported(599, { 'content-type': 'image/png' }, randomBytes(4000)),
};

/** What a tired or broken server says in its protocol. */
const server: Readonly<Record<string, OddAnswer>> = {
  'an empty 200': (response, { body }) =>
    void response.writeHead(200, isXml(body) ? xml : json).end(),
  'a failure of its own': fail,
  'a value that is none': reportNonsense,
  null: (response, request) => tell(response, request, '<returnval xsi:nil="true"/>', null),
  'levels without end': (response, request) =>
    tell(response, request, '<returnval>'.repeat(4000), nested(4000)),
  'noise of its type': (response, { body }) =>
    void response.writeHead(200, isXml(body) ? xml : json).end(randomBytes(5000)),
};

/** By name: what is answered in the place of what was asked for. */
export const oddKinds: ReadonlyMap<string, OddKind> = new Map<string, OddKind>([
  ...named({ ...gateway, ...server, ...unpackaged }, false),
  ...named(packaged, true),
]);

type Response = Parameters<OddAnswer>[0];

function named(
  answers: Readonly<Record<string, OddAnswer>>,
  isHarmless: boolean,
): readonly (readonly [string, OddKind])[] {
  return Object.entries(answers).map(([name, odd]) => [name, { odd, isHarmless }]);
}

function reported(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): OddAnswer {
  return (response) => void response.writeHead(status, headers).end(body);
}

function page(title: string): string {
  return `<html><head><title>${title}</title></head></html>`;
}

function isXml(body: string): boolean {
  return body.startsWith('<') || body === '';
}

function isVapi(body: string): boolean {
  return body.includes('"serviceId"');
}

function idOf(body: string): unknown {
  return (JSON.parse(body) as { readonly id: unknown }).id;
}

function envelope(content: string): string {
  return `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

function fail(response: Response, { body }: SeenRequest): void {
  if (body === '') return void response.writeHead(403, xml).end();
  if (isXml(body)) {
    const detail = '<SystemErrorFault xmlns="urn:vim25" xsi:type="SystemError"><reason>x</reason>';
    const fault = `<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>It does not work.</faultstring><detail>${detail}</SystemErrorFault></detail></soapenv:Fault>`;
    return void response.writeHead(500, xml).end(envelope(fault));
  }
  const answer = isVapi(body)
    ? { result: { error: { ERROR: { 'com.vmware.vapi.std.errors.internal_server_error': {} } } } }
    : { error: { code: 1, message: 'INTERNAL_ERROR', data: ['Not_found'] } };
  const id = idOf(body);
  response.writeHead(200, json).end(JSON.stringify({ jsonrpc: '2.0', ...answer, id }));
}

function reportNonsense(response: Response, request: SeenRequest): void {
  tell(response, request, '<returnval>\u{1F9CA} 7</returnval>', [7, { 'a\\': null }]);
}

/** A value as the answer to what was asked. @param markup as XML, of which the ends may be missing */
function tell(response: Response, { body }: SeenRequest, markup: string, value: unknown): void {
  if (isXml(body)) {
    const method = /<soapenv:Body><(\w+) /.exec(body)?.[1] ?? 'Odd';
    const answer = `<${method}Response xmlns="urn:vim25">${markup}</${method}Response>`;
    return void response.writeHead(200, xml).end(envelope(answer));
  }
  const result = isVapi(body) ? { output: value } : value;
  response.writeHead(200, json).end(JSON.stringify({ jsonrpc: '2.0', result, id: idOf(body) }));
}

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
