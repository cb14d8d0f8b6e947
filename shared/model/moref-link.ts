import type { Ref } from './reference.ts';

/** A server, or an object on it, wherever Moref is open: `moref://vc.example.org/VirtualMachine:vm-62`. */
export interface MorefLink {
  /** Address or name of the server, as its profile has it. */
  readonly server: string;
  /** Null for the server itself. */
  readonly ref: Ref | null;
}

const scheme = 'moref://';
/** Longer texts are no links. */
const longest = 2000;

/** A link as text that `parseLink` reads as the same link. */
export function printLink({ server, ref }: MorefLink): string {
  return `${scheme}${escaped(server)}${ref === null ? '' : `/${escaped(ref)}`}`;
}

/** Reads a link; null for what is none. Never throws. */
export function parseLink(text: string): MorefLink | null {
  const trimmed = text.trim();
  if (trimmed.length > longest || trimmed.slice(0, scheme.length).toLowerCase() !== scheme)
    return null;
  const [server = '', ...rest] = trimmed.slice(scheme.length).split('/');
  const name = unescaped(server);
  // Some systems add a slash where a link has only a server.
  const ref = unescaped(rest.join('/').replace(/\/$/, ''));
  if (name === null || name === '' || ref === null) return null;
  if (ref !== '' && !/^[^:\s]+:[^\s].*$/s.test(ref)) return null;
  return { server: name, ref: ref === '' ? null : (ref as Ref) };
}

/** A colon may stand as it is: the link stays readable. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':');
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
