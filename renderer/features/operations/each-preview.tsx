import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { listed } from '#shared/model/selection.ts';
import type { RunEach, RunPreview } from '#shared/model/run.ts';
import { useCallQuery, type CallQuery } from '../../bridge/use-call.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { useDebounced } from '../../state/use-debounced.ts';
import type { Asker } from './lookup/lookup-picker.tsx';

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 300;

/** What would come of each time that something is done to one object. */
export function useEachPreview(
  { address, operation }: Asker,
  given: InputValues,
  each: RunEach | undefined,
  complete: boolean,
): CallQuery<RunPreview> {
  const now = JSON.stringify([given, each]);
  const asked = useDebounced(now, stillness);
  return useCallQuery(
    'runs.preview',
    () => ({ objects: listed([address]), operation, inputs: given, ...(each && { each }) }),
    {
      key: [address.ref, operation, asked],
      keepFor: `${address.ref} ${operation}`,
      enabled: each !== undefined && complete && asked === now,
    },
  );
}

/** How many are made and what they are called, and what speaks against some. */
export function EachPreview(props: {
  readonly title: string;
  readonly each: RunEach;
  readonly preview: CallQuery<RunPreview>;
}): ReactElement {
  const { title, each, preview } = props;
  const items = preview.data?.items ?? [];
  const remarks = items.flatMap(({ name, outcome, reason, warning }) => {
    const said = reason ?? warning;
    return said === undefined ? [] : [{ name, said, refused: outcome !== 'run' }];
  });
  const [first, ...more] = remarks;
  return (
    <section className="each selectable" aria-label={t('each.label')}>
      <p className="each-count">{t('each.count', { count: each.values.length })}</p>
      <p className="each-names" translate="no">
        {each.values.map(visibleName).join(', ')}
      </p>
      {first !== undefined && (
        <Alert severity={remarks.some(({ refused }) => refused) ? 'error' : 'warning'} role="alert">
          {more.length === 0
            ? t('each.remark', { name: visibleName(first.name), remark: inWords(first.said) })
            : t('each.remarks', {
                count: remarks.length,
                names: remarks.map(({ name }) => visibleName(name)).join(', '),
                remark: inWords(first.said),
              })}
        </Alert>
      )}
      {preview.error !== null && <InlineError title={title} error={preview.error} />}
    </section>
  );
}

/** Whether it can be started: what is done several times comes to something at least once, as far as is known now. */
export function isAgreed(
  each: RunEach | undefined,
  { data, isPlaceholderData }: CallQuery<RunPreview>,
): boolean {
  if (each === undefined) return true;
  return !isPlaceholderData && data?.items.some(({ outcome }) => outcome === 'run') === true;
}
