import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { operationOfPart, partOfSetting } from '#shared/model/setting-name.ts';
import { inWords } from '../../../i18n/translate.ts';

/** Settings of one thing, below one heading. */
export interface SettingsSection {
  /** Absent: the page's own. */
  readonly title?: Text;
  readonly inputs: readonly OperationInput[];
}

export interface SettingsPage {
  readonly title: Text;
  readonly sections: readonly SettingsSection[];
}

/** The settings by pages, and on each by what they are of, in the order in which they come. */
export function pagesOf(inputs: readonly OperationInput[]): readonly SettingsPage[] {
  const pages = new Map<string, { title: Text; inputs: OperationInput[] }>();
  for (const input of inputs) {
    if (input.hidden === true) continue;
    const title = input.step ?? '';
    const key = inWords(title);
    const page = pages.get(key) ?? { title, inputs: [] };
    page.inputs.push(input);
    pages.set(key, page);
  }
  return [...pages.values()].map(({ title, inputs: own }) => ({
    title,
    sections: sectionsOf(own),
  }));
}

function sectionsOf(inputs: readonly OperationInput[]): readonly SettingsSection[] {
  const sections: { title?: Text; inputs: OperationInput[] }[] = [];
  for (const input of inputs) {
    const last = sections.at(-1);
    const { section } = input;
    if (last !== undefined && wordsOf(last.title) === wordsOf(section)) last.inputs.push(input);
    else sections.push({ ...(section !== undefined && { title: section }), inputs: [input] });
  }
  return sections;
}

function wordsOf(title: Text | undefined): string {
  return title === undefined ? '' : inWords(title);
}

/** The first setting of an operation, or of the very thing that it is about: where its dialog opens. */
export function firstOf(
  inputs: readonly OperationInput[],
  operation: string | undefined,
  key?: string,
): OperationInput | undefined {
  const shown = inputs.filter(({ hidden }) => hidden !== true);
  const of = shown.filter(({ name }) => {
    const part = partOfSetting(name)?.part ?? '';
    return operationOfPart(part) === operation;
  });
  const exact = of.find(({ name }) => partOfSetting(name)?.part === `${operation}#${key}`);
  return exact ?? of[0];
}

/** The name of the switch of what is added. */
export function isSwitch({ name, type }: OperationInput): boolean {
  return type === 'boolean' && partOfSetting(name)?.input === 'do';
}
