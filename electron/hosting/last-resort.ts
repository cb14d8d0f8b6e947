/** Where a mistake is written down. */
interface MistakeLog {
  error(message: string, facts: { readonly error: unknown }): void;
}

/** What a process reports the mistakes that nobody caught. */
interface Mistakes {
  on(
    event: 'uncaughtExceptionMonitor' | 'unhandledRejection',
    reported: (error: unknown) => void,
  ): unknown;
}

/**
 * A failure that nobody handled is a mistake of Moref's. It is logged; a promise that was forgotten ends nothing, for the connections to all
 * other servers would go with it.
 */
export function outliveMistakes(process: Mistakes, log: MistakeLog): void {
  process.on('uncaughtExceptionMonitor', (error) => log.error('Moref crashes', { error }));
  process.on('unhandledRejection', (error) =>
    log.error('A mistake of Moref: nobody handled a failure', { error }),
  );
}
