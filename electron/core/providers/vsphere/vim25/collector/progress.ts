import { text as say } from '#shared/i18n/make-text.ts';
import { SoapError } from '../soap/soap-error.ts';
import type { VimValue } from '../values.ts';
import type { WireObjectUpdate } from './wire-update.ts';

/** How far a loop is with what it follows: the version to ask with next, and whether more is waiting. */
export interface Progress {
  version: string;
  truncated: boolean;
  synced: boolean;
  /** The last request failed on its way: the next is to be answered at once, which tells that the server is back. */
  resumed: boolean;
  /** Parts are asked for one after the other. */
  readonly oneByOne: boolean;
  /** What has entered in the set that is being told in several answers. */
  readonly entered: Set<string>;
  /** The last answer told something that was not told in the same set before. */
  told: boolean;
}

export function beginProgress(oneByOne: boolean): Progress {
  return {
    version: '',
    truncated: false,
    synced: false,
    resumed: false,
    oneByOne,
    entered: new Set(),
    told: false,
  };
}

/**
 * True where a server numbers what it tells, so that it can tell again what was lost on its way. govmomi's simulator calls every version
 * `-`, and what is left of a set `P`: what it has reported it has forgotten.
 */
export function counts({ version }: Progress): boolean {
  return version === '' || /\d/.test(version);
}

/** Takes note of what an answer tells. */
export function take(progress: Progress, updates: readonly WireObjectUpdate[]): void {
  for (const { kind, obj } of updates) {
    const key = `${obj.type}:${obj.value}`;
    progress.told ||= kind !== 'enter' || !progress.entered.has(key);
    if (kind === 'enter') progress.entered.add(key);
  }
}

/**
 * Goes on to the version of an answer. @returns false where it brought none that was not there before
 * @throws SoapError where there is no version, and where more is said to come and cannot be asked for
 */
export function advance(progress: Progress, answer: VimValue | undefined): boolean {
  const { version, truncated } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const { told } = progress;
  progress.told = false;
  progress.truncated = truncated === true;
  if (!progress.truncated) progress.entered.clear();
  if (answer === undefined) return false;
  if (typeof version !== 'string' || version === '') throw new SoapError(say('answer.noVersion'));
  const moved = version !== progress.version;
  // More was to come; asking again would bring the same again, without end. Whoever does not count may go on all the same.
  const isStuck = !moved && (counts(progress) || !told);
  if (isStuck && progress.truncated) throw new SoapError(say('answer.sameVersion'));
  progress.version = version;
  return moved;
}
