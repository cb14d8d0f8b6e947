import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultDocument } from '../wire/envelope.ts';
import { invalidRequest, VimFault } from '../wire/fault.ts';
import { parseRequest } from '../wire/request.ts';
import type { VapiGate } from '../vapi/gate.ts';
import type { Certificate } from './certificate.ts';
import type { Client } from './call.ts';
import { cookieOf } from './cookie.ts';
import { handleDatastoreFile } from './datastore-files.ts';
import { dispatch } from './dispatch.ts';
import { Listener } from './listener.ts';
import { sendParts } from './respond.ts';
import { vcenter } from '../estate/product.ts';
import { appliedVersion, versionsDocument } from './versions.ts';
import type { World } from './world.ts';

/** A header of the envelope. */
const operationPattern = /<(?:\w+:)?operationID\b[^>]*>([^<]{1,256})</;

const maxBody = 16 * 1024 * 1024;
/** `/sdk` and what older clients append; below `/sdk/vim25` is the JSON form of the API, which is not simulated. */
const soapPath = /^\/sdk(?:\/(?!vim25\/)|$)/;

/** The Automation protocol, and what there is of it by REST. */
const vapiPath = /^\/(?:api|rest)(?:\/|$)/;

/** Other services of a vCenter: policies, first class disks, sign-on, the lookup of services, vSAN. None is simulated. */
const otherService =
  /^\/(?:pbm|sms|vslm|vsan|vsanHealth|eam|lookupservice|sso-adminserver|sts)(?:\/|$)/;

/** As a proxy words it: whoever asks for a protocol that is not there gets no message of that protocol. */
const notFoundPage =
  '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n';

/** The simulated server on HTTP or HTTPS: the SOAP endpoint, `/sdk`, with the list of versions, and `/api`. */
export class HttpServer {
  readonly #world: () => World;
  readonly #vapi: VapiGate;
  readonly #listener: Listener;
  /** Every answer waits so long, in milliseconds. */
  delay = 0;

  constructor(world: () => World, vapi: VapiGate, certificate: Certificate | undefined) {
    this.#world = world;
    this.#vapi = vapi;
    this.#listener = new Listener(
      (request, response) => void this.#handle(request, response),
      certificate,
    );
  }

  listen(host: string, port: number): Promise<AddressInfo> {
    return this.#listener.listen({ host, port });
  }

  dropConnections(seconds?: number): void {
    this.#listener.dropConnections(seconds);
  }

  useCertificate(certificate: Certificate): void {
    this.#listener.useCertificate(certificate);
  }

  replaceCertificate(certificate: Certificate): void {
    this.#listener.replaceCertificate(certificate);
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const abort = new AbortController();
    response.on('close', () => abort.abort());
    try {
      if (this.delay > 0) {
        await sleep(this.delay, undefined, { signal: abort.signal });
      }
      await this.#route(request, response, abort.signal);
    } catch (error) {
      if (!response.destroyed) {
        this.#sendFault(response, error);
      }
    }
  }

  async #route(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (request.method === 'GET' && /^\/sdk\/vimServiceVersions\.xml$/.test(path)) {
      await sendParts(request, response, [versionsDocument]);
    } else if (request.method === 'POST' && soapPath.test(path)) {
      await this.#call(request, response, signal);
    } else if (/^\/folder(?:\/|$)/.test(path)) {
      await handleDatastoreFile(this.#world(), request, response);
    } else if (otherService.test(path) && this.#world().estate.product === vcenter) {
      response.writeHead(501).end();
      request.resume();
    } else if (!vapiPath.test(path) || !(await this.#vapi.handle(request, response, signal))) {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFoundPage);
      request.resume();
    }
  }

  async #call(
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const body = await readBody(request);
    const action = /urn:vim25\/([\w.]+)/.exec(String(request.headers.soapaction ?? ''))?.[1];
    response.setHeader('x-applied-soapaction', `urn:vim25/${appliedVersion(action)}`);
    const client: Client = {
      cookie: cookieOf(request.headers.cookie),
      ipAddress: request.socket.remoteAddress ?? '',
      userAgent: request.headers['user-agent'] ?? '',
      operationId: operationPattern.exec(body)?.[1],
      setCookie: (value) => {
        const cookie = `vmware_soap_session="${value}"; Path=/; HttpOnly; Secure; `;
        response.setHeader('Set-Cookie', cookie);
      },
    };
    const parts = await dispatch(this.#world(), parseRequest(body), { client, signal });
    await sendParts(request, response, parts);
  }

  #sendFault(response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      // Too late for a fault: a cut answer is at least no wrong one
      response.destroy();
      return;
    }
    const fault =
      error instanceof VimFault
        ? error
        : new VimFault('SystemError', 'A general system error occurred: internal error.', {
            reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
    response.removeHeader('Content-Encoding');
    response.writeHead(500, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.end(faultDocument(fault));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) {
      throw invalidRequest('The request is larger than 16 MB.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
