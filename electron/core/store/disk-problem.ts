import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException, type ErrorKind } from '#shared/model/error.ts';

interface Words {
  readonly kind: ErrorKind;
  readonly what:
    | 'disk.full'
    | 'disk.quota'
    | 'disk.denied'
    | 'disk.readOnly'
    | 'disk.failing'
    | 'disk.tooMany';
}

const byCode: Readonly<Record<string, Words>> = {
  ENOSPC: { kind: 'fault', what: 'disk.full' },
  EDQUOT: { kind: 'fault', what: 'disk.quota' },
  EACCES: { kind: 'denied', what: 'disk.denied' },
  EPERM: { kind: 'denied', what: 'disk.denied' },
  EROFS: { kind: 'denied', what: 'disk.readOnly' },
  EIO: { kind: 'fault', what: 'disk.failing' },
  EMFILE: { kind: 'fault', what: 'disk.tooMany' },
  ENFILE: { kind: 'fault', what: 'disk.tooMany' },
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
  const problem: Text =
    words === undefined ? say('disk.other', { path, message }) : say(words.what, { path });
  return new MorefException(
    {
      kind: words?.kind ?? 'fault',
      message:
        code === ''
          ? say('disk.notSaved', { problem })
          : say('disk.notSaved.code', { problem, code }),
      retryable: true,
    },
    { cause: error },
  );
}
