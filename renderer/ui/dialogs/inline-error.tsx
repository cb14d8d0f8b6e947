import Alert from '@mui/material/Alert';
import type { ReactElement, ReactNode } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { CopyButton } from '../copy-button.tsx';
import { ErrorFacts, errorText } from './error-details.tsx';

/** An error within the dialog that it belongs to, with the server's own fault one click away. */
export function InlineError(props: {
  readonly title: string;
  readonly error: MorefError;
  /** What can be done about it. */
  readonly children?: ReactNode;
}): ReactElement {
  const { title, error, children } = props;
  return (
    <Alert
      severity="error"
      role="alert"
      sx={{ mt: 1 }}
      action={<CopyButton text={errorText(title, error)} label={t('common.copyDetails')} />}
    >
      <span className="selectable">{inWords(error.message)}</span>
      {children}
      {error.native !== undefined && (
        <details className="error-more">
          <summary>{t('common.details')}</summary>
          <ErrorFacts error={error} />
        </details>
      )}
    </Alert>
  );
}
