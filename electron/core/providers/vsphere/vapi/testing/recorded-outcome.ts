import { Decoders } from '../decode/decoders.ts';
import { JsonRpcError, VapiError } from '../errors.ts';
import { apiModel } from '../model/api-model.ts';
import { type OperationSpec, parseType, type StructureSpec } from '../model/type-spec.ts';
import { utf8 } from '../rpc/body.ts';
import { Codecs } from '../rpc/codecs.ts';
import { answerForm } from '../rpc/media-types.ts';
import { readAnswer } from '../decode/answer.ts';
import { outcome } from '../rpc/outcome.ts';
import { readStream } from '../rpc/stream.ts';
import type { VapiValue } from '../values.ts';
import { callOf, chunksOf, type RecordedExchange } from './recorded.ts';

const model = apiModel();
export const testCodecs = new Codecs();

const SAMPLE: StructureSpec = {
  name: 'rig.monitor.sample',
  error: false,
  fields: [
    { name: 'sequence', type: parseType('long') },
    { name: 'load', type: parseType('double') },
    { name: 'note', type: parseType('string?') },
  ],
  unions: [],
};

/** The service that the recordings' streams come from, and others without a declaration. */
function undeclared(service: string, name: string): OperationSpec {
  const isMonitor = service === 'rig.monitor';
  return {
    service,
    name,
    parameters: isMonitor
      ? ['count', 'fail', 'chunk', 'interval_ms'].map((field) => ({
          name: field,
          type: parseType(field === 'fail' ? 'boolean' : 'long'),
        }))
      : [],
    result: parseType(isMonitor ? '@rig.monitor.sample' : 'opaque'),
    errors: [],
    read: true,
    types: {
      structure: (asked) => (asked === SAMPLE.name ? SAMPLE : model.structure(asked)),
      enumValues: (asked) => model.enumValues(asked),
    },
  };
}

/** The declaration of a recorded operation. */
export function specOf(service: string, name: string): OperationSpec {
  return model.operation(service, name) ?? undeclared(service, name);
}

export type RecordedOutcome =
  | { readonly output: VapiValue | undefined }
  | { readonly items: readonly (VapiValue | undefined)[]; readonly error?: VapiError }
  | { readonly error: VapiError }
  | { readonly rpc: JsonRpcError };

/** What is known beforehand of a response. @throws Error where it is none of the protocol */
function decodingOf(exchange: RecordedExchange) {
  const { params, id } = callOf(exchange) ?? {};
  const { serviceId: service = 'none', operationId: operation = 'none' } = params ?? {};
  const { headers } = exchange.response;
  const form = answerForm(headers['content-type'] ?? '');
  if (form === undefined) throw new Error(`not a protocol answer: ${exchange.name}`);
  const context = {
    facts: { service, operation, opId: 'op' },
    errorType: headers['vapi-error'] ?? '',
    secrets: null,
  };
  const codec = testCodecs.of(specOf(service, operation), form.format);
  return { id: String(id), form, codec, context };
}

/** What the client makes of a response, also of a damaged one. */
export async function outcomeOf(
  exchange: RecordedExchange,
  body: Uint8Array = exchange.response.body,
  sizes?: readonly number[],
): Promise<RecordedOutcome> {
  const { id, form, codec, context } = decodingOf(exchange);
  const items: (VapiValue | undefined)[] = [];
  try {
    if (form.framing === 'single')
      return { output: outcome(readAnswer(utf8(body), id), codec, context) };
    const stream = readStream(chunksOf(body, sizes), id, codec, context, form.framing);
    for await (const item of stream) items.push(item);
    return { items };
  } catch (error) {
    if (error instanceof JsonRpcError) return { rpc: error };
    if (!(error instanceof VapiError)) throw error;
    return form.framing === 'single' ? { error } : { items, error };
  }
}

/** A decoder of one type of the model. */
export function decoderOf(type: string, format: 'specialised' | 'clean' = 'specialised') {
  return new Decoders(model, format).of(parseType(type));
}
