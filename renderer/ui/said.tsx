import type { ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import { inWords } from '../i18n/translate.ts';

/** A text of the catalogue, or a server's own words: those are of no language of Moref's, and stay as they are. */
export function Said(props: { readonly text: Text; readonly className?: string }): ReactElement {
  const { text, className } = props;
  return (
    <span className={className} translate={typeof text === 'string' ? 'no' : undefined}>
      {inWords(text)}
    </span>
  );
}
