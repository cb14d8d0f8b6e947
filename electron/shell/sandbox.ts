import type { App, CommandLine, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { productName, type Words } from './host-words.ts';

/**
 * Whether Chromium was told to run pages without its sandbox: starters of packages do that by themselves where the system lets no program
 * have namespaces of its own.
 */
export function isSandboxOff(commandLine: Pick<CommandLine, 'hasSwitch'>): boolean {
  return commandLine.hasSwitch('no-sandbox');
}

/** Every page in the sandbox; together with the switch that turns it off, Chromium would show a dead window. */
export function keepSandbox(app: Pick<App, 'enableSandbox' | 'commandLine'>): void {
  if (!isSandboxOff(app.commandLine)) app.enableSandbox();
}

export interface SandboxOptions {
  readonly off: boolean;
  /** Said on the command line. */
  readonly agreed: boolean;
  readonly words: Words;
  readonly ask: (box: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
}

/** Without the sandbox Moref starts only for who wants that. @returns whether it may start */
export async function mayStart({ off, agreed, words, ask }: SandboxOptions): Promise<boolean> {
  if (!off || agreed) return true;
  const { response } = await ask({
    type: 'warning',
    title: productName,
    message: words(text('host.noSandbox')),
    detail: words(text('host.noSandbox.detail')),
    buttons: [words(text('host.noSandbox.start')), words(text('host.quit'))],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
