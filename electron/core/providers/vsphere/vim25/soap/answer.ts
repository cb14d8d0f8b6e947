import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import type { UnreadableFound } from '../../../../net/unreadable.ts';
import { type DataPlan, FAULT_DETAIL, GENERIC, type Plans } from '../decode/plan.ts';
import { type StreamedField, ValueBuilder } from '../decode/value-builder.ts';
import type { ApiModel } from '../model/api-model.ts';
import type { VimRecord, VimValue } from '../values.ts';
import { readStream } from '../xml/read-stream.ts';
import { XmlTokenizer } from '../xml/tokenizer.ts';
import type { XmlPool } from '../xml/xml-pool.ts';
import { SOAP_ENVELOPE, XmlError, type XmlHandler, type XmlLimits } from '../xml/xml-reader.ts';
import { SoapError, VimFault } from './soap-error.ts';

/** What decoding needs and keeps from answer to answer. */
export interface DecodeContext {
  readonly model: ApiModel;
  readonly plans: Plans;
  readonly pool: XmlPool;
  readonly limits?: Partial<XmlLimits>;
  /** Notified of every value that is not of its type. */
  readonly found?: (found: UnreadableFound) => void;
}

/** Items to hand out while the answer is still arriving. */
export interface ItemStream {
  readonly owner: string;
  readonly field: string;
  /** Called with some items at a time; no more is read until the promise settles. */
  items(items: readonly VimRecord[]): Promise<void> | void;
}

/** Items that are worth handing out before the end: whoever takes them does some work for each batch. */
const BATCH = 50;

/** Element names of an answer to one method, compiled from the model. */
function answerPlan(method: string, { model, plans }: DecodeContext): DataPlan {
  const result = model.method(method)?.result;
  const returnval =
    result === undefined ? { plan: GENERIC } : { plan: plans.declared(result), many: result.many };
  const text = plans.named('string');
  const fault = plans.record('Fault', {
    faultcode: { plan: text },
    faultstring: { plan: text },
    detail: { plan: FAULT_DETAIL },
  });
  const response = plans.record('Response', { returnval });
  const body = plans.record('Body', {
    Fault: { plan: fault },
    [`${method}Response`]: { plan: response },
  });
  const envelope = plans.record('Envelope', { Header: { plan: GENERIC }, Body: { plan: body } });
  return plans.record('Document', { Envelope: { plan: envelope } });
}

/** Builds what stands in a SOAP 1.1 envelope, after checking that the document is one. */
class EnvelopeBuilder extends ValueBuilder {
  #isFirst = true;

  override open(...[local, namespace, attributes, resolve]: Parameters<XmlHandler['open']>): void {
    if (this.#isFirst) {
      this.#isFirst = false;
      if (local !== 'Envelope' || namespace !== SOAP_ENVELOPE) throw new NoSoapError(local);
    }
    super.open(local, namespace, attributes, resolve);
  }
}

/** The answer is a document of something else. */
export class NoSoapError extends SoapError {
  readonly element: string;

  /**
   * @param element its root
   * @param spoke the server has answered in SOAP before: then its address is right
   */
  constructor(element: string, spoke = false) {
    const hint = spoke ? say('hint.vsphere.before') : say('hint.vsphere.other');
    const name = element.slice(0, 60);
    super(
      element.toLowerCase() === 'html'
        ? say('answer.noSoap.page', { hint })
        : say('answer.noSoap', { element: name, hint }),
      { foreign: !spoke },
    );
    this.element = name;
  }
}

function asRecord(value: VimValue | undefined): VimRecord | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as VimRecord) : undefined;
}

function faultOf(fault: VimRecord, method: string): VimFault {
  const detail = asRecord(fault.detail);
  const [, value] = Object.entries(detail ?? {}).find(([name]) => name !== '$type') ?? [];
  const text = typeof fault.faultstring === 'string' ? fault.faultstring : '';
  return new VimFault(text, asRecord(value) ?? { $type: 'RuntimeFault' }, method);
}

/**
 * Decodes the answer to one method as it arrives.
 * @returns the result; undefined for void and for an unset result
 * @throws VimFault, SoapError, XmlError (DecodeError), and what the body throws
 */
export async function decodeAnswer(
  body: AsyncIterable<Uint8Array>,
  method: string,
  context: DecodeContext,
  stream?: ItemStream,
): Promise<VimValue | undefined> {
  let items: VimRecord[] = [];
  const streamed: StreamedField | undefined = stream && {
    owner: stream.owner,
    field: stream.field,
    emit: (item) => items.push(item),
  };
  const builder = new EnvelopeBuilder(
    answerPlan(method, context),
    context.plans,
    streamed,
    context.found,
  );
  // What is not handed out is kept, so that it has to be less.
  const whole = stream === undefined ? { maxElements: BOUNDS.elements } : {};
  const reader = new XmlTokenizer(builder, context.pool, { ...whole, ...context.limits });
  const handOut = (atLeast: number): Promise<void> | void => {
    if (stream === undefined || items.length < atLeast) return undefined;
    const batch = items;
    items = [];
    return stream.items(batch);
  };
  await readStream(body, reader, () => handOut(BATCH));
  await handOut(1);
  const envelope = asRecord(builder.result().Envelope);
  const answer = asRecord(envelope?.Body);
  const fault = asRecord(answer?.Fault);
  if (fault !== undefined) throw faultOf(fault, method);
  const response = answer?.[`${method}Response`];
  if (asRecord(response) === undefined) {
    throw new SoapError(say('answer.noMethodResult', { call: method }));
  }
  return asRecord(response)?.returnval;
}

/** True for errors that say the answer itself is unusable. */
export function isBadAnswer(error: unknown): boolean {
  return error instanceof XmlError || error instanceof SoapError;
}
