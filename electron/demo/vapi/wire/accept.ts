import type { IncomingHttpHeaders } from 'node:http';
import type { Format } from './encode.ts';

/** Media types of the protocol. */
export const mediaTypes = {
  mono: {
    specialised: 'application/json',
    clean: 'application/vnd.vmware.vapi.cleanjson',
  },
  stream: {
    specialised: 'application/vnd.vmware.vapi.stream.json',
    clean: 'application/vnd.vmware.vapi.clean.stream.json',
  },
} as const;

/** How a client wants its answer. */
export interface Accepted {
  readonly format: Format;
  /** Undefined when it takes no stream. */
  readonly stream: Format | undefined;
}

/** What the Accept header asks for; the first one named that the server has. */
export function readAccept({ accept = '*/*' }: IncomingHttpHeaders): Accepted {
  const types = accept.split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
  const clean = types.indexOf(mediaTypes.mono.clean);
  const specialised = types.findIndex((type) => /^(?:application|\*)\/(?:json|\*)$/.test(type));
  const stream = types.find((type) => Object.values<string>(mediaTypes.stream).includes(type));
  return {
    format: clean >= 0 && (specialised < 0 || clean < specialised) ? 'clean' : 'specialised',
    stream:
      stream === undefined
        ? undefined
        : stream === mediaTypes.stream.clean
          ? 'clean'
          : 'specialised',
  };
}

/** A body of JSON, whatever its parameters say. */
export function isJson({ 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  return (type.split(';')[0] ?? '').trim().toLowerCase() === 'application/json';
}
