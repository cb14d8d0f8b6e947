import type { ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';

/** The pages of a wizard at its side; those that were reached can be gone back to. */
export function WizardSteps(props: {
  readonly titles: readonly string[];
  readonly at: number;
  readonly reached: number;
  readonly onGo: (index: number) => void;
}): ReactElement {
  const { titles, at, reached, onGo } = props;
  return (
    <nav className="wizard-steps" aria-label={t('wizard.steps')}>
      <ol>
        {titles.map((title, index) => (
          <li key={title}>
            <button
              type="button"
              className={index === at ? 'wizard-step wizard-step-at' : 'wizard-step'}
              disabled={index > reached}
              {...(index === at && { 'aria-current': 'step' as const })}
              onClick={() => onGo(index)}
            >
              <span className="wizard-number" aria-hidden="true">
                {index < reached && index !== at ? <Icon name="check" size={12} /> : index + 1}
              </span>
              {title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
