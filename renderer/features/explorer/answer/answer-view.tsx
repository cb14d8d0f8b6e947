import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import type { ReactElement } from 'react';
import type { ExplorerAnswer, ExplorerOperation, ExplorerType } from '#shared/model/explorer.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import type { CallState } from '../call/calls.ts';
import { ValueTree } from './value-tree.tsx';
import { isValueList } from './value-lines.ts';

/** How the latest call came out. */
export function AnswerView(props: {
  readonly call: CallState | undefined;
  readonly definition: ExplorerOperation;
}): ReactElement {
  const { call, definition } = props;
  switch (call?.state) {
    case undefined:
      return (
        <EmptyState
          icon="play"
          title={t('explorer.notCalled')}
          text={t('explorer.notCalled.help')}
        />
      );
    case 'running':
      return <p className="explorer-wait weak">{t('common.loading')}</p>;
    case 'failed':
      return call.error.kind === 'cancelled' ? (
        <Alert severity="info">{t('explorer.call.cancelled')}</Alert>
      ) : (
        <InlineError title={t('explorer.call.failed')} error={call.error} />
      );
    case 'done':
      return <Answer answer={call.answer} definition={definition} />;
  }
}

function Answer(props: {
  readonly answer: ExplorerAnswer;
  readonly definition: ExplorerOperation;
}): ReactElement {
  const { answer, definition } = props;
  const { outcome, value, truncated, durationMs } = answer;
  const nothing = outcome === 'output' && value === null;
  return (
    <div className="explorer-answer">
      {outcome === 'error' ? (
        <ServerError value={value} />
      ) : (
        <p className="explorer-outcome" role="status">
          <strong>{t('explorer.outcome.output')}</strong>
          <span className="weak">
            {t('explorer.duration', { ms: formatNumber(Math.round(durationMs)) })}
          </span>
          {truncated !== undefined && (
            <span className="tone-warn">{t('explorer.truncated', { count: truncated })}</span>
          )}
        </p>
      )}
      {nothing ? (
        <p className="weak">{t('explorer.result.none')}</p>
      ) : (
        <ValueTree
          label={outcome === 'error' ? t('explorer.root.error') : t('explorer.root.result')}
          value={value}
          type={outcome === 'error' ? undefined : shownType(definition.result, value)}
          types={definition}
        />
      )}
    </div>
  );
}

/** A streamed result comes as a list of what is declared. */
function shownType(type: ExplorerType, value: PropertyValue): ExplorerType {
  const listed = type.kind === 'optional' ? type.element.kind : type.kind;
  const declared = listed === 'list' || listed === 'set' || listed === 'map' || listed === 'opaque';
  return isValueList(value) && !declared ? { kind: 'list', element: type } : type;
}

function ServerError({ value }: { readonly value: PropertyValue }): ReactElement {
  const type = isDataObject(value) ? value.$type : '';
  return (
    <Alert severity="error" role="alert" sx={{ mb: 1 }}>
      <AlertTitle sx={{ fontSize: 13 }}>
        {t('explorer.outcome.error')}: <span className="mono selectable">{type}</span>
      </AlertTitle>
      {messagesOf(value).map((message) => (
        <div key={message} className="selectable">
          {message}
        </div>
      ))}
    </Alert>
  );
}

/** What the server says of its error, as text. */
function messagesOf(value: PropertyValue): readonly string[] {
  const messages = isDataObject(value) ? (value['messages'] ?? null) : null;
  if (!isValueList(messages)) return [];
  const texts = messages.flatMap((message) => {
    const text = isDataObject(message) ? message['default_message'] : undefined;
    return typeof text === 'string' ? [text] : [];
  });
  return [...new Set(texts)];
}
