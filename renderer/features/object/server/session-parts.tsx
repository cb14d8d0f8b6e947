import type { ReactElement } from 'react';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import { t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/clock.ts';
import { isIncomplete } from '../../../state/servers/session-parts.ts';
import { partName, partReason, partState } from '../../../ui/servers/part-text.ts';
import './session-parts.css';

/** What a server's session consists of, and how fresh each part is; what is missing comes first. */
export function SessionParts({
  status,
}: {
  readonly status: ConnectionStatus;
}): ReactElement | null {
  const { parts = [] } = status;
  if (parts.length === 0) return null;
  const rank = (part: SessionPart): number =>
    isIncomplete(part) ? 0 : part.state === 'live' ? 2 : part.state === 'absent' ? 3 : 1;
  const sorted = [...parts].sort((a, b) => rank(a) - rank(b));
  const shown = sorted.filter((part) => rank(part) < 2);
  const quiet = sorted.filter((part) => rank(part) >= 2);
  return (
    <section className="fact-card session-parts" aria-label={t('parts.title')}>
      <h3 className="fact-title">{t('parts.title')}</h3>
      {shown.length > 0 && <PartList parts={shown} />}
      {quiet.length > 0 && (
        <details open={shown.length === 0 && quiet.length < 8}>
          <summary>
            {t('parts.quiet', { live: quiet.filter(isLive).length, all: parts.length })}
          </summary>
          <PartList parts={quiet} />
        </details>
      )}
    </section>
  );
}

function isLive({ state }: SessionPart): boolean {
  return state === 'live';
}

function PartList({ parts }: { readonly parts: readonly SessionPart[] }): ReactElement {
  const now = useNow();
  return (
    <dl className="fact-list">
      {parts.map((part) => (
        <div key={part.id} className={`fact part-${isIncomplete(part) ? 'missing' : part.state}`}>
          <dt>{partName(part)}</dt>
          <dd className="selectable">
            {partState(part, now)}
            {partReason(part) !== undefined && (
              <div className="part-reason">{partReason(part)}</div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
