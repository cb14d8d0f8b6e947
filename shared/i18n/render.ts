import { hasText, type Language } from './language.ts';
import { visibleText } from './visible-name.ts';
import { isMessage, type Message, type Text, type TextValue } from './text.ts';

type Shown = string | number | boolean | readonly string[];

/** A text in the words of a language. */
export function render(text: Text, language: Language): string {
  if (typeof text === 'string') return text;
  if (!hasText(language, text.id)) return unknown(text, language);
  const entry = language.texts[text.id];
  if (typeof entry !== 'function') return entry ?? '';
  const values = Object.fromEntries(
    Object.entries(text.values ?? {}).map(([name, value]) => [name, shown(value, language)]),
  );
  return (entry as (values: Readonly<Record<string, Shown>>, tools: unknown) => string)(
    values,
    language.tools,
  );
}

function shown(value: TextValue, language: Language): Shown {
  if (typeof value === 'string' || isMessage(value)) return visibleText(render(value, language));
  return typeof value === 'object' ? value.map((one) => visibleText(render(one, language))) : value;
}

/** From a file that another version wrote. */
function unknown({ id, values = {}, english }: Message, language: Language): string {
  if (english !== undefined) return english;
  const reported = Object.entries(values).map(
    ([name, value]) => `${name}: ${String(shown(value, language))}`,
  );
  return reported.length === 0 ? id : `${id} (${reported.join(', ')})`;
}
