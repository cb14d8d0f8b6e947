import type { ReactElement } from 'react';
import type { CertificateFacts, CertificateProblem } from '#shared/model/error.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/clock.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FactCard } from '../../ui/fact-list.tsx';
import './certificate.css';

/** What a certificate says of itself. */
export function CertificateView(props: {
  readonly facts: CertificateFacts;
  readonly withFingerprint: boolean;
}): ReactElement {
  const { facts, withFingerprint } = props;
  const now = useNow();
  const range = t('certificate.validRange', {
    from: formatDate(facts.validFrom),
    to: formatDate(facts.validTo),
  });
  const note = validityNote(facts, now);
  return (
    <FactCard
      title={t('certificate.title')}
      facts={[
        { label: t('certificate.subject'), value: facts.subject },
        {
          label: t('certificate.altNames'),
          value: facts.altNames.length === 0 ? t('certificate.none') : facts.altNames.join(', '),
        },
        { label: t('certificate.issuer'), value: facts.issuer },
        {
          label: t('certificate.valid'),
          value: (
            <>
              {range}
              {note !== undefined && <strong className="tone-error"> ({note})</strong>}
            </>
          ),
        },
        { label: t('certificate.key'), value: facts.key },
        { label: t('certificate.signature'), value: facts.signature },
        {
          label: t('certificate.fingerprint'),
          value: withFingerprint ? <Fingerprint text={facts.fingerprint} /> : undefined,
        },
      ]}
    />
  );
}

/** The fingerprint that was trusted and the one presented, side by side, so that they can be compared byte by byte. */
export function Fingerprints({ problem }: { readonly problem: CertificateProblem }): ReactElement {
  return (
    <div className="fingerprints">
      <FactCard
        title={t('certificate.trusted')}
        facts={[
          {
            label: t('certificate.fingerprint'),
            value: problem.pinned === undefined ? undefined : <Fingerprint text={problem.pinned} />,
          },
        ]}
      />
      <FactCard
        title={t('certificate.presented')}
        facts={[
          {
            label: t('certificate.fingerprint'),
            value: <Fingerprint text={problem.presented.fingerprint} />,
          },
        ]}
      />
    </div>
  );
}

/** In groups of eight bytes, as fingerprints are read aloud. */
function Fingerprint({ text }: { readonly text: string }): ReactElement {
  const bytes = text.split(':');
  const lines = [0, 8, 16, 24].map((start) => bytes.slice(start, start + 8).join(':'));
  return (
    <span className="fingerprint">
      <span className="mono">
        {lines.map((line, index) => (
          <span key={`${index} ${line}`} className="fingerprint-line">
            {line}
          </span>
        ))}
      </span>
      <CopyButton text={text} label={t('common.copy')} />
    </span>
  );
}

function validityNote(facts: CertificateFacts, now: number): string | undefined {
  if (now > facts.validTo) return t('certificate.over');
  return now < facts.validFrom ? t('certificate.notYet') : undefined;
}
