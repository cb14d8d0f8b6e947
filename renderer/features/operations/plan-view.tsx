import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { inWords, t } from '../../i18n/translate.ts';
import './plan-view.css';

/** What will be done, in words, and what the server found against it. */
export function PlanView({ plan }: { readonly plan: OperationPlan }): ReactElement {
  const { outcome, reason, steps, findings } = plan;
  return (
    <div className="plan">
      {outcome !== 'run' && (
        <Alert severity={outcome === 'done' ? 'info' : 'error'} role="alert">
          {reason === undefined ? t(`plan.${outcome}`) : inWords(reason)}
        </Alert>
      )}
      {findings.map(({ severity, message }) => (
        <Alert key={`${severity} ${inWords(message)}`} severity={severity} role="alert">
          <span className="selectable">{inWords(message)}</span>
        </Alert>
      ))}
      {outcome === 'run' && findings.length === 0 && (
        <Alert severity="success" role="status">
          {t('plan.fine')}
        </Alert>
      )}
      {steps.length > 0 && (
        <ol className="plan-steps selectable">
          {steps.map(inWords).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** True where the server said that it cannot work. */
export function speaksAgainst(plan: OperationPlan | undefined): boolean {
  return (
    plan !== undefined &&
    (plan.outcome !== 'run' || plan.findings.some(({ severity }) => severity === 'error'))
  );
}
