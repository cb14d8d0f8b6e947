import type { RpcError } from './error.ts';

/** The envelopes around values and errors that are JSON text already. */

const head = (id: string | null): string => `{"jsonrpc":"2.0","id":${JSON.stringify(id)},`;

export function outputMessage(id: string, output: string): string {
  return `${head(id)}"result":{"output":${output}}}`;
}

export function errorMessage(id: string, error: string): string {
  return `${head(id)}"result":{"error":${error}}}`;
}

export function rpcErrorMessage({ id, code, message, data }: RpcError): string {
  return `${head(id)}"error":${JSON.stringify({ code, message, data })}}`;
}

/** The last message of a stream. */
export function terminalMessage(id: string): string {
  return `${head(id)}"result":{}}`;
}

/** A frame: the length in bytes as hexadecimal, the message, both with a line end. */
export function frame(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}
