import { text as say } from '#shared/i18n/make-text.ts';
import { readAnswer } from '../decode/answer.ts';
import { VapiProtocolError } from '../errors.ts';
import type { VapiValue } from '../values.ts';
import { utf8 } from './body.ts';
import type { AnswerCodec } from './codecs.ts';
import { FramePace } from './frame-pace.ts';
import { FrameDecoder } from './frames.ts';
import { errorOf, type OutcomeContext, outputOf, rpcError } from './outcome.ts';

/**
 * The results of a stream, frame by frame.
 * @throws VapiError for an error frame, VapiProtocolError where the body ends before the stream does
 */
export async function* readStream(
  body: AsyncIterable<Uint8Array>,
  id: string,
  codec: AnswerCodec,
  context: OutcomeContext,
  framing: 'stream' | 'framed',
): AsyncGenerator<VapiValue | undefined, void, undefined> {
  const frames = new FrameDecoder();
  const pace = new FramePace(context.facts);
  let items = 0;
  for await (const chunk of body) {
    pace.arrived(chunk.byteLength);
    for (const frame of frames.push(chunk)) {
      pace.complete();
      const answer = readAnswer(utf8(frame), id);
      if (answer.kind === 'error') throw errorOf(answer.raw, codec, context);
      if (answer.kind === 'rpc') {
        throw rpcError(answer.code, [answer.message, answer.data], context.facts);
      }
      if (answer.kind === 'nothing') return;
      if (answer.kind === 'progress') continue;
      items += 1;
      yield outputOf(answer.raw, codec, context);
      if (framing === 'framed') return;
    }
    if (!frames.pending) pace.complete();
  }
  const { service, operation } = context.facts;
  const about = { call: `${service}.${operation}`, results: items };
  throw new VapiProtocolError(
    frames.pending ? say('stream.broke.within', about) : say('stream.broke.between', about),
  );
}
