import type { ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import { inWords } from '../i18n/translate.ts';

/** A text of the catalogue, or a server's own words: those are of no language of Moref's, and stay as they are. */
export function Said(props: {
  readonly text: Text;
  readonly className?: string;
  /** Pointed at, it tells the text in full: for where that may be cut off. */
  readonly titled?: boolean;
}): ReactElement {
  const { text, className, titled } = props;
  const words = inWords(text);
  return (
    <span
      className={className}
      title={titled === true ? words : undefined}
      translate={typeof text === 'string' ? 'no' : undefined}
    >
      {words}
    </span>
  );
}
