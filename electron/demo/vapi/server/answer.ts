import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '../model/model.ts';
import { mediaTypes } from '../wire/accept.ts';
import type { Accepted } from '../wire/accept.ts';
import { encode, encodeError } from '../wire/encode.ts';
import type { Format } from '../wire/encode.ts';
import { errorMessage, frame, outputMessage, terminalMessage } from '../wire/envelope.ts';
import { message, VapiError } from '../wire/error.ts';
import type { Request } from '../wire/request.ts';
import { Stream } from './call.ts';
import type { Client, VapiWorld } from './call.ts';
import { dispatch } from './dispatch.ts';
import { sendMessage } from './http.ts';

/** The connection that an answer goes to. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
  readonly accepted: Accepted;
  readonly client: Client;
  readonly isCut: boolean;
}

/** Calls the operation and sends what comes of it: one message, or a stream. */
export async function answer(world: VapiWorld, call: Request, exchange: Exchange): Promise<void> {
  const { format, stream } = exchange.accepted;
  let text: string;
  try {
    const { client, signal } = exchange;
    const { operation, value } = await dispatch(world, call, { client, signal });
    if (value instanceof Stream) {
      if (stream === undefined) {
        throw noStreamAccepted(operation);
      }
      await sendStream(call, { operation, items: value.items }, { ...exchange, format: stream });
      return;
    }
    text = outputMessage(call.id, encode(operation.result, value, format));
  } catch (error) {
    if (exchange.signal.aborted || exchange.response.headersSent) {
      exchange.response.destroy();
      return;
    }
    const known = asVapiError(error);
    exchange.response.setHeader('vapi-error', known.id);
    text = errorMessage(call.id, encodeError(known, format));
  }
  const { request, response, isCut } = exchange;
  await sendMessage(request, response, text, { type: mediaTypes.mono[format], isCut });
}

function asVapiError(error: unknown): VapiError {
  if (error instanceof VapiError) {
    return error;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new VapiError('internal_server_error', [
    message('vapi.method.implementation.error', text),
  ]);
}

function noStreamAccepted({ service, name }: Operation): VapiError {
  const text = `${service}.${name} answers with a stream: accept ${mediaTypes.stream.specialised} or ${mediaTypes.stream.clean}.`;
  return new VapiError('invalid_request', [message('vapi.protocol.server.error', text)]);
}

/** Every item goes out in a frame of its own as soon as it is there; the last frame says that it was the last. */
async function sendStream(
  call: Request,
  { operation, items }: { operation: Operation; items: AsyncIterable<unknown> },
  { response, format, isCut, signal }: Exchange & { readonly format: Format },
): Promise<void> {
  response.writeHead(200, {
    'Content-Type': mediaTypes.stream[format],
    'Cache-Control': 'no-cache',
  });
  response.flushHeaders();
  try {
    for await (const item of items) {
      await write(response, frame(outputMessage(call.id, encode(operation.result, item, format))));
      if (isCut || response.destroyed) {
        break;
      }
    }
  } catch (error) {
    if (!signal.aborted) {
      await write(response, frame(errorMessage(call.id, encodeError(asVapiError(error), format))));
    }
  }
  if (isCut || signal.aborted) {
    response.destroy();
    return;
  }
  response.end(frame(terminalMessage(call.id)));
}

/** Waits while the client is slower than the server. */
async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.write(text) || response.destroyed) {
    return;
  }
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
