import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { editWords, settingWords } from './setting-words.ts';
import { fullLabel } from './settings-field.tsx';
import type { SettingsForm } from './use-settings.ts';

/** All that was changed, whatever page it is on: each can be undone by itself. */
export function SettingsChanges({ form }: { readonly form: SettingsForm }): ReactElement {
  const changed = form.inputs.filter(({ name }) => Object.hasOwn(form.edits, name));
  return (
    <section className="settings-changes" aria-label={t('settings.changed')}>
      {changed.length === 0 ? (
        <p className="weak">{t('settings.unchanged')}</p>
      ) : (
        <ul>
          {changed.map((input) => {
            const edit = form.edits[input.name];
            if (edit === undefined) return null;
            return (
              <li key={input.name}>
                <span className="selectable ellipsis">
                  {t('settings.change', {
                    label: fullLabel(input),
                    from: settingWords(edit.from),
                    to: editWords(input, edit),
                  })}
                </span>
                <button
                  type="button"
                  className="settings-undo"
                  aria-label={t('settings.undo', { label: fullLabel(input) })}
                  onClick={() => form.undo(input.name)}
                >
                  <Icon name="close" size={12} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {form.meanwhile.length > 0 && (
        <Alert
          severity="warning"
          role="alert"
          action={
            <Button color="inherit" onClick={form.keep}>
              {t('settings.keep')}
            </Button>
          }
        >
          {t('settings.meanwhile', {
            settings: form.meanwhile.map((one) => `${fullLabel(one)}: ${settingWords(one)}`),
          })}
        </Alert>
      )}
    </section>
  );
}
