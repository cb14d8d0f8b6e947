import { MorefException, type ErrorKind } from '#shared/model/error.ts';

interface Words {
  readonly kind: ErrorKind;
  readonly what: (path: string) => string;
}

const byCode: Readonly<Record<string, Words>> = {
  ENOSPC: {
    kind: 'fault',
    what: (path) => `There is no space left on the disk of ${path}. Free some, and try again.`,
  },
  EDQUOT: {
    kind: 'fault',
    what: (path) => `Your quota on the disk of ${path} is used up. Free some space, and try again.`,
  },
  EACCES: { kind: 'denied', what: denied },
  EPERM: { kind: 'denied', what: denied },
  EROFS: {
    kind: 'denied',
    what: (path) =>
      `${path} lies on a disk that can only be read. Make it writable, and try again.`,
  },
  EIO: {
    kind: 'fault',
    what: (path) => `The disk of ${path} reports an error of its own. It may be failing: check it.`,
  },
  EMFILE: { kind: 'fault', what: tooMany },
  ENFILE: { kind: 'fault', what: tooMany },
};

/**
 * A change that could not be written, in words: nothing of it was made.
 * @param path of the file that was to be changed
 */
export function diskProblem(error: unknown, path: string): MorefException {
  if (error instanceof MorefException) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const message = error instanceof Error ? error.message : String(error);
  const words = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  const { kind, what } = words ?? { kind: 'fault' as const, what: () => `${path}: ${message}.` };
  return new MorefException(
    {
      kind,
      message: `Nothing was saved. ${what(path)}${code === '' ? '' : ` (${code})`}`,
      retryable: true,
    },
    { cause: error },
  );
}

function denied(path: string): string {
  return `Moref may not write ${path}. Give yourself the right to change the file and its folder, and try again.`;
}

function tooMany(path: string): string {
  return `Too many files are open to write ${path}. Close other programs, and try again.`;
}
