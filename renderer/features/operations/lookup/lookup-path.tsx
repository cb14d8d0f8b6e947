import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { LookupOption } from '#shared/model/choice.ts';
import { t } from '../../../i18n/translate.ts';
import { Said } from '../../../ui/said.tsx';

/** The folders that were gone through, each a way back. */
export function LookupPath(props: {
  readonly path: readonly LookupOption[];
  readonly onGo: (path: readonly LookupOption[]) => void;
}): ReactElement {
  const { path, onGo } = props;
  return (
    <nav className="lookup-path" aria-label={t('lookup.path')}>
      <Button size="small" onClick={() => onGo([])}>
        {t('lookup.top')}
      </Button>
      {path.map((option, index) => (
        <span key={option.value} className="lookup-step">
          <span aria-hidden="true">/</span>
          <Button
            size="small"
            disabled={index === path.length - 1}
            onClick={() => onGo(path.slice(0, index + 1))}
          >
            <Said text={option.label} />
          </Button>
        </span>
      ))}
    </nav>
  );
}
