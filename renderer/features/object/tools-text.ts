import { t, type MessageKey } from '../../i18n/translate.ts';

const texts: Readonly<Record<string, MessageKey & `fact.tools.${string}`>> = {
  running: 'fact.tools.running',
  starting: 'fact.tools.starting',
  old: 'fact.tools.old',
  'not running': 'fact.tools.notRunning',
  'not installed': 'fact.tools.notInstalled',
};

/** A row's word for its guest tools, to be read. A word that is not known here is shown as it is. */
export function toolsText(tools: string | undefined): string | undefined {
  const id = tools === undefined || !Object.hasOwn(texts, tools) ? undefined : texts[tools];
  return id === undefined ? tools : t(id);
}
