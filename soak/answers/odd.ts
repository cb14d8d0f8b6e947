import type { OddAnswer, SeenRequest } from '#core/testing/odd-proxy.ts';

const json = { 'content-type': 'application/json' };
const xml = { 'content-type': 'text/xml' };

/** What a gateway, a tired server or a broken one answers in the place of what was asked for. */
export const oddKinds: ReadonlyMap<string, OddAnswer> = new Map<string, OddAnswer>([
  [
    'a page',
    (response) =>
      void response
        .writeHead(500, { 'content-type': 'text/html' })
        .end('<html><head><title>Internal Server Error</title></head></html>'),
  ],
  ['429', (response) => void response.writeHead(429, { 'retry-after': '3' }).end()],
  [
    'an empty 200',
    (response, { body }) => void response.writeHead(200, isXml(body) ? xml : json).end(),
  ],
  ['a failure of its own', fail],
  ['a value that is none', tellNonsense],
  [
    'nothing',
    (response) => {
      // The client gives up, and the connection ends with it.
      response.on('close', () => response.destroy());
    },
  ],
]);

type Response = Parameters<OddAnswer>[0];

function isXml(body: string): boolean {
  return body.startsWith('<') || body === '';
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
  const id = idOf(body);
  const answer = body.includes('"serviceId"')
    ? { result: { error: { ERROR: { 'com.vmware.vapi.std.errors.internal_server_error': {} } } } }
    : { error: { code: 1, message: 'INTERNAL_ERROR', data: ['Not_found'] } };
  response.writeHead(200, json).end(JSON.stringify({ jsonrpc: '2.0', ...answer, id }));
}

function tellNonsense(response: Response, { body }: SeenRequest): void {
  if (isXml(body)) {
    const method = /<soapenv:Body><(\w+) /.exec(body)?.[1] ?? 'Odd';
    const value = '<returnval xmlns="urn:vim25">\u{1F9CA} 7</returnval>';
    const answer = `<${method}Response xmlns="urn:vim25">${value}</${method}Response>`;
    return void response.writeHead(200, xml).end(envelope(answer));
  }
  const nonsense = [7, { 'a\\': null }];
  const result = body.includes('"serviceId"') ? { output: nonsense } : nonsense;
  response.writeHead(200, json).end(JSON.stringify({ jsonrpc: '2.0', result, id: idOf(body) }));
}
