import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { ReactElement } from 'react';
import { useCallMutation } from '../../bridge/use-call.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { setSecretStore, useAppInfo } from '../../state/app-info.ts';

/** Whether the password is kept, and how: where the system protects nothing, only with the user's consent. */
export function RememberPassword(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement {
  const secrets = useAppInfo((state) => state.info?.secrets);
  const untilExit =
    secrets?.protection === 'session' ||
    (secrets?.protection === 'plain' && !secrets.plainTextAllowed);
  return (
    <>
      <FormControlLabel
        control={
          <Checkbox
            checked={props.checked}
            onChange={(event) => props.onChange(event.target.checked)}
          />
        }
        label={untilExit ? t('server.field.remember.session') : t('server.field.remember')}
      />
      {props.checked && secrets?.protection === 'plain' && <PlainTextConsent />}
    </>
  );
}

/** The warning and the consent to keep passwords that anybody with access to the files could read. */
export function PlainTextConsent(): ReactElement | null {
  const secrets = useAppInfo((state) => state.info?.secrets);
  const allow = useCallMutation('secrets.allowPlainText');
  if (secrets === undefined) return null;
  return (
    <Alert severity="warning">
      {t('secrets.plain.text', { backend: secrets.backend })}
      <FormControlLabel
        control={
          <Checkbox
            checked={secrets.plainTextAllowed}
            disabled={allow.isPending}
            onChange={(event) =>
              allow.mutate({ allow: event.target.checked }, { onSuccess: setSecretStore })
            }
          />
        }
        label={t('secrets.consent')}
      />
      {allow.error !== null && <div role="alert">{inWords(allow.error.data.message)}</div>}
    </Alert>
  );
}
