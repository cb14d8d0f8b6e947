import type { Format } from '../decode/decoders.ts';

/** How an answer is written, by its Content-Type. */
export interface AnswerForm {
  readonly format: Format;
  /** `stream`: frames up to a terminal one. `framed`: the older kind, in which the result is the last frame. */
  readonly framing: 'single' | 'stream' | 'framed';
}

const FORMS: Readonly<Record<string, AnswerForm>> = {
  'application/json': { format: 'specialised', framing: 'single' },
  'application/vnd.vmware.vapi.cleanjson': { format: 'clean', framing: 'single' },
  'application/vnd.vmware.vapi.stream.json': { format: 'specialised', framing: 'stream' },
  'application/vnd.vmware.vapi.clean.stream.json': { format: 'clean', framing: 'stream' },
  'application/vnd.vmware.vapi.framed': { format: 'specialised', framing: 'framed' },
};

/** What the answer to a request may be, best last: servers that know only application/json answer with that. */
export function acceptHeader(format: Format, streaming: boolean): string {
  const wanted = Object.entries(FORMS).filter(
    ([, form]) =>
      (form.format === 'specialised' && form.framing === 'single') ||
      (form.format === format && form.framing === (streaming ? 'stream' : 'single')),
  );
  return wanted.map(([type]) => type).join(', ');
}

/** The form of an answer; undefined for a type that is not of this protocol. */
export function answerForm(contentType: string): AnswerForm | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
}
