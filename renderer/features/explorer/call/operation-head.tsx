import type { ReactElement } from 'react';
import type { ExplorerOperation } from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { shortName, typeName } from '../form/type-name.ts';

/** What an operation is: its name, what it does to the server, what it gives. */
export function OperationHead({
  definition,
}: {
  readonly definition: ExplorerOperation;
}): ReactElement {
  const { service, operation, rest, errors, documentation, reads, task, result } = definition;
  const name = `${service}.${operation}`;
  return (
    <header className="explorer-head">
      <div className="explorer-title">
        <h3 className="explorer-name selectable mono" title={name} translate="no">
          <span className="weak">{service}.</span>
          {operation}
        </h3>
        <CopyButton text={name} label={t('explorer.copyId')} />
        {reads ? (
          <span className="explorer-mark">{t('explorer.reads')}</span>
        ) : (
          <span className="explorer-mark explorer-mark-changes" title={t('explorer.changes.help')}>
            {t('explorer.changes')}
          </span>
        )}
        {task && (
          <span className="explorer-mark" title={t('explorer.task.help')}>
            {t('explorer.task')}
          </span>
        )}
      </div>
      {documentation !== undefined && <p className="explorer-doc selectable">{documentation}</p>}
      <div className="explorer-about">
        {rest !== undefined && (
          <span>
            {t('explorer.rest')} <code className="mono selectable">{rest}</code>
          </span>
        )}
        <span>
          {t('explorer.result')} <code className="mono selectable">{typeName(result)}</code>
        </span>
        {errors.length > 0 && (
          <details className="explorer-errors">
            <summary>{t('explorer.errors', { count: errors.length })}</summary>
            <ul className="mono selectable">
              {errors.map((error) => (
                <li key={error} title={error}>
                  {shortName(error)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </header>
  );
}
