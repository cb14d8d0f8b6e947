import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { SheetValue } from '#shared/model/sheet.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { goTo } from '../../../state/workspace/navigation.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { valueWords } from '../../../ui/sheet-words.ts';

/** One value of a sheet: words, a link, an identifier, an amount, a time. */
export function SheetValueView(props: {
  readonly connection: ConnectionId;
  readonly value: SheetValue;
}): ReactElement {
  const { connection, value } = props;
  if ('since' in value) return <Since value={value} />;
  if ('code' in value)
    return (
      <span translate="no" className="mono">
        {visibleName(value.code)}
      </span>
    );
  if (!('text' in value)) return <span className="sheet-amount">{valueWords(value, 0)}</span>;
  const { text, ref } = value;
  const isName = typeof text === 'string';
  if (ref === undefined)
    return (
      <span translate={isName ? 'no' : undefined} className="sheet-words">
        {isName ? visibleLines(text) : inWords(text)}
      </span>
    );
  return (
    <LinkButton isName={isName} onClick={() => goTo({ connection, ref })}>
      {visibleName(inWords(text))}
    </LinkButton>
  );
}

/** Notes have lines of their own. */
function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleName).join('\n');
}

/** Time that goes by while one looks. */
function Since({ value }: { readonly value: SheetValue }): ReactElement {
  const now = useNow();
  return <span className="sheet-amount">{valueWords(value, now)}</span>;
}
