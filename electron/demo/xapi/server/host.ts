import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../api/failure.ts';
import { jsonEarlyFailure, jsonFailure, jsonResult, readJsonRequest } from '../wire/json-rpc.ts';
import { readXmlRequest } from '../wire/read-xml.ts';
import { jsonWriter } from '../wire/write-json.ts';
import { writeXml } from '../wire/write-xml.ts';
import { xmlBare, xmlFailure, xmlResult } from '../wire/xml-rpc.ts';
import { dispatch, toFailure } from './dispatch.ts';
import type { Client, Operations, Result } from './dispatch.ts';
import type { Answer } from './http-server.ts';
import type { World } from './world.ts';

/** Where a member sends its callers. */
interface Coordinator {
  /** As HOST_IS_SLAVE names it. */
  readonly address: string;
  /** SHA-256 and SHA-1 of its certificate, hexadecimal with colons; undefined without TLS. */
  readonly thumbprints: { readonly sha256: string; readonly sha1: string } | undefined;
}

/** One host of the pool as its callers see it. */
export interface HostOptions {
  readonly world: World;
  readonly operations: Operations;
  /** The coordinator where this host is a member, undefined where it is the coordinator itself. */
  readonly coordinator: () => Coordinator | undefined;
  readonly isLocal: boolean;
}

const thumbprintRequest = 'x-xenapi-request-host-certificate-thumbprint';
const thumbprintResponse = 'x-xenapi-response-host-certificate-thumbprint';

/** Answers a POST: JSON-RPC on `/jsonrpc`, XML-RPC on every other path. Throws MalformedRequest. */
export async function answerPost(
  host: HostOptions,
  request: IncomingMessage,
  body: string,
  signal: AbortSignal,
): Promise<Answer> {
  const { faults } = host.world;
  if (faults.delay > 0) {
    await sleep(faults.delay, undefined, { signal });
  }
  const isJson = /^\/jsonrpc(?:[/?]|$)/.test(request.url ?? '');
  if (isJson && faults.jsonRpcOff === 'xml') {
    const failure = new Failure('INTERNAL_ERROR', 'Xmlm.Error(1:0, "expected root element")');
    return { type: 'text/xml', body: xmlFailure(failure) };
  }
  if (isJson && faults.jsonRpcOff === '404') {
    return { status: 404, type: 'text/html', body: '<html><body>404 Not found</body></html>\n' };
  }
  if (faults.booting) {
    return early(new Failure('HOST_STILL_BOOTING'), isJson);
  }
  const client: Client = { isLocal: host.isLocal, signal };
  return isJson ? answerJson(host, request, body, client) : answerXml(host, request, body, client);
}

function early(failure: Failure, isJson: boolean): Answer {
  return isJson
    ? { type: 'application/json', body: jsonEarlyFailure(failure) }
    : { type: 'text/xml', body: xmlFailure(failure) };
}

async function answerJson(
  host: HostOptions,
  request: IncomingMessage,
  body: string,
  client: Client,
): Promise<Answer> {
  const call = readJsonRequest(body);
  try {
    const { type, value } = await ask(host, call, client);
    return { type: 'application/json', body: jsonResult(call, jsonWriter(type)(value)) };
  } catch (error) {
    const failure = toFailure(error);
    const headers = redirectHeaders(host, request, failure);
    return { type: 'application/json', body: jsonFailure(call, failure), headers };
  }
}

async function answerXml(
  host: HostOptions,
  request: IncomingMessage,
  body: string,
  client: Client,
): Promise<Answer> {
  const call = readXmlRequest(body);
  try {
    const { type, value, bare } = await ask(host, call, client);
    const xml = writeXml(type, value, host.world.faults.rawNames);
    return { type: 'text/xml', body: bare === true ? xmlBare(xml) : xmlResult(xml) };
  } catch (error) {
    const failure = toFailure(error);
    const headers = redirectHeaders(host, request, failure);
    return { type: 'text/xml', body: xmlFailure(failure), headers };
  }
}

type Ask = (
  host: HostOptions,
  request: Parameters<typeof dispatch>[2],
  client: Client,
) => Promise<Result>;

/** A member answers nothing itself, save which methods there are. */
const ask: Ask = async ({ world, operations, coordinator }, request, client) => {
  const elsewhere = coordinator();
  if (elsewhere !== undefined && request.method !== 'system.listMethods') {
    throw new Failure('HOST_IS_SLAVE', elsewhere.address);
  }
  return dispatch(world, operations, request, client);
};

/** A client that asks for it is given the coordinator's certificate along with the redirect. */
function redirectHeaders(
  { coordinator }: HostOptions,
  request: IncomingMessage,
  failure: Failure,
): Record<string, string> {
  const asked = request.headers[thumbprintRequest];
  const thumbprints = coordinator()?.thumbprints;
  if (failure.code !== 'HOST_IS_SLAVE' || thumbprints === undefined) {
    return {};
  }
  if (asked === 'sha-256:master') {
    return { [thumbprintResponse]: thumbprints.sha256 };
  }
  return asked === 'sha-1:master' ? { [thumbprintResponse]: thumbprints.sha1 } : {};
}
