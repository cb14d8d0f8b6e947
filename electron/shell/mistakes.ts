import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { productName, type Words } from './host-words.ts';

export interface MistakesOptions {
  readonly process: { on(event: 'uncaughtException', told: (error: unknown) => void): unknown };
  readonly ask: (box: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
  readonly words: Words;
  /** The folder of the log. */
  readonly logs: string;
  /** Closes what can be closed, and ends. @param again Moref is started once more */
  readonly end: (again: boolean) => Promise<void>;
}

/**
 * An error that nobody caught leaves the main process in a state that nobody knows, in which Electron would go on. Moref says so, ends, and
 * starts again for who wants it; the log was written before.
 */
export function endOnMistake({ process, ask, words, logs, end }: MistakesOptions): void {
  let told = false;
  process.on('uncaughtException', (error) => {
    // What follows from it is in the log.
    if (told) return;
    told = true;
    const problem = error instanceof Error ? error.message : String(error);
    const box: MessageBoxOptions = {
      type: 'error',
      title: productName,
      message: words(text('host.mistake')),
      detail: words(text('host.mistake.detail', { problem, logs })),
      buttons: [words(text('host.startAgain')), words(text('host.quit'))],
      defaultId: 0,
      cancelId: 1,
    };
    ask(box).then(
      ({ response }) => end(response === 0),
      () => end(false),
    );
  });
}
