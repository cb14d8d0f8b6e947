import type { Span } from '#shared/query/query.ts';
import type { Suggestion } from '#shared/query/suggest.ts';

/**
 * What a search is once a suggestion was chosen, and where the caret stands then: right after a field, whose value comes next; after a
 * value and a space, for the next condition.
 */
export function choosing(
  text: string,
  { from, to }: Span,
  { text: written, is }: Suggestion,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(to);
  const caret = from + written.length;
  if (is === 'field') return { text: text.slice(0, from) + written + rest, caret };
  const spaced = /^[\s),]/.test(rest) ? rest : ` ${rest}`;
  const after = spaced.startsWith(' ') ? caret + 1 : caret;
  return { text: text.slice(0, from) + written + spaced, caret: after };
}
