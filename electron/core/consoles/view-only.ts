import { text } from '#shared/i18n/make-text.ts';
import type { OpenedStream } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import { NotRfb, ViewOnlyFilter } from './client-messages.ts';

/** The same console, of which nothing but the picture is let through: no key, no pointer, no clipboard, no power command. */
export function viewOnly<Facts>(console: OpenedStream<Facts>): OpenedStream<Facts> {
  const filter = new ViewOnlyFilter();
  return {
    facts: console.facts,
    incoming: console.incoming,
    write: async (bytes) => {
      const passed = take(filter, bytes);
      if (passed.length > 0) await console.write(passed);
    },
    close: () => console.close(),
  };
}

function take(filter: ViewOnlyFilter, bytes: Uint8Array): Uint8Array {
  try {
    return filter.take(bytes);
  } catch (error) {
    if (!(error instanceof NotRfb)) throw error;
    throw new MorefException(
      { kind: 'invalid', message: text('console.notRfb') },
      { cause: error },
    );
  }
}
