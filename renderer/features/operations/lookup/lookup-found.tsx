import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { ResultOf } from '../../../bridge/link.ts';
import type { CallQuery } from '../../../bridge/use-call.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import type { Browser } from './lookup-keys.ts';
import { LookupList } from './lookup-list.tsx';

/** The answer to what there is to choose. */
export type Choices = CallQuery<ResultOf<'operations.choices'>>;

/** The options, or why there are none to see. */
export function Found(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: Choices;
  readonly browser: Browser;
}): ReactElement {
  const { label, value, choices, browser } = props;
  const { data, error, isFetching, ask } = choices;
  if (error !== null)
    return (
      <Alert
        severity="error"
        role="alert"
        className="lookup-error"
        action={
          <Button color="inherit" onClick={ask}>
            {t('common.retry')}
          </Button>
        }
      >
        {inWords(error.message)}
      </Alert>
    );
  if (data === undefined) return <Note text={isFetching ? t('lookup.loading') : ''} />;
  const { options, at, path, point, take, goTo } = browser;
  if (options.length === 0)
    return <Note text={t(data.options.length === 0 ? 'lookup.empty' : 'lookup.noMatch')} />;
  return (
    <LookupList
      label={label}
      options={options}
      value={value}
      active={at}
      onPoint={point}
      onTake={take}
      onEnter={(option) => goTo([...path, option])}
    />
  );
}

function Note({ text }: { readonly text: string }): ReactElement {
  return (
    <p className="lookup-note weak" role="status">
      {text}
    </p>
  );
}
