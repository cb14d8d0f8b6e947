import type { ReactElement } from 'react';
import { t } from '../i18n/translate.ts';
import { useWorkspace } from '../state/workspace/workspace.ts';
import { ChoiceSwitch } from '../ui/choice-switch.tsx';
import { languageChoices, themes } from './app-actions.ts';

/** Light or dark, or as the system wants it. */
export function ThemeSwitch(): ReactElement {
  const chosen = useWorkspace((state) => state.theme);
  return (
    <ChoiceSwitch
      label={t('theme.label')}
      icon={themes.find(({ theme }) => theme === chosen)?.icon ?? 'system'}
      choices={themes.map(({ theme, icon }) => ({
        value: theme,
        label: t(`theme.${theme}`),
        icon,
      }))}
      chosen={chosen}
      onChoose={(theme) => useWorkspace.getState().set({ theme })}
    />
  );
}

/** The language of all that Moref says. */
export function LanguageSwitch(): ReactElement {
  const chosen = useWorkspace((state) => state.language);
  return (
    <ChoiceSwitch
      label={t('language.label')}
      icon="globe"
      choices={languageChoices()}
      chosen={chosen}
      onChoose={(language) => useWorkspace.getState().set({ language })}
    />
  );
}
