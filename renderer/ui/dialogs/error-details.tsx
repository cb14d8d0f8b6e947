import type { ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { Said } from '../said.tsx';
import './error-details.css';

/** An error in full: what it says, and the server's own fault with its members. */
export function ErrorDetails({ error }: { readonly error: MorefError }): ReactElement {
  return (
    <div className="error-details selectable">
      <p className="error-message">
        <Said text={error.message} />
      </p>
      <ErrorFacts error={error} />
    </div>
  );
}

/** What is known of an error besides its sentence. */
export function ErrorFacts({ error }: { readonly error: MorefError }): ReactElement {
  const { native } = error;
  const members = Object.entries(native?.members ?? {});
  return (
    <div className="selectable">
      <dl className="error-facts">
        <dt>{t('error.kind')}</dt>
        <dd translate="no">{error.kind}</dd>
        {error.ref !== undefined && (
          <>
            <dt>{t('error.object')}</dt>
            <dd className="mono" translate="no">
              {error.ref}
            </dd>
          </>
        )}
        {native !== undefined && (
          <>
            <dt>{t('error.native')}</dt>
            <dd translate="no">
              <span className="mono">{native.type}</span>
              {native.message !== undefined && <div>{native.message}</div>}
            </dd>
          </>
        )}
      </dl>
      {members.length > 0 && (
        <>
          <h3 className="error-members-title">{t('error.members')}</h3>
          {/* Scrolls by itself when the fault is long: the keyboard has to reach it. */}
          <pre className="error-members mono" tabIndex={0}>
            {toJson(native?.members)}
          </pre>
        </>
      )}
    </div>
  );
}

/** All of it as text, for a report or a colleague. */
export function errorText(title: string, error: MorefError): string {
  return [title, inWords(error.message), toJson(error)].join('\n\n');
}

function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one),
    2,
  );
}
