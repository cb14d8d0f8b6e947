import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { InputField } from '../input-field.tsx';
import type { Asker } from '../lookup/lookup-picker.tsx';
import { settingWords } from './setting-words.ts';
import type { SettingsForm } from './use-settings.ts';

export interface SettingsFieldProps {
  readonly form: SettingsForm;
  readonly input: OperationInput;
  readonly asker: Asker | undefined;
  readonly focus: boolean;
}

/** One setting with its present value; changed, with what it was and the way back; refused, with the reason. */
export function SettingsField(props: SettingsFieldProps): ReactElement {
  const { form, input, asker, focus } = props;
  const edit = form.edits[input.name];
  const problem = form.complaints.get(input.name);
  const locked = input.refused !== undefined;
  return (
    <div className={classOf(edit !== undefined, locked)}>
      <InputField
        input={
          input.refused === undefined ? input : { ...input, help: input.refused, required: false }
        }
        value={form.values[input.name] ?? ''}
        label={edit?.label ?? labelOf(input)}
        given={form.given}
        asker={asker}
        problem={problem}
        focus={focus}
        locked={locked}
        {...(input.several === true &&
          edit === undefined && { placeholder: t('settings.several') })}
        onChange={(value, label) => form.set(input.name, value, label)}
      />
      {edit !== undefined && (
        <div className="setting-was">
          <span className="selectable">
            {t('settings.was', { value: settingWords(edit.from) })}
          </span>
          <IconButton
            aria-label={t('settings.undo', { label: input.label })}
            title={t('settings.undo', { label: input.label })}
            onClick={() => form.undo(input.name)}
          >
            <Icon name="reset" size={14} />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function classOf(changed: boolean, locked: boolean): string {
  return `setting${changed ? ' setting-changed' : ''}${locked ? ' setting-locked' : ''}`;
}

/** What the present option of a lookup is called. */
function labelOf(input: OperationInput): Text {
  if (input.type !== 'lookup' || input.initial === undefined) return '';
  return input.initialLabel ?? input.initial;
}

/** The name of a setting among others: with the thing that it is of. */
export function fullLabel({ section, label }: OperationInput): string {
  const name = inWords(label);
  const of = section === undefined ? name : inWords(section);
  return of === name ? name : `${of}: ${name}`;
}
