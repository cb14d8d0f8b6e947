import { useState, type ReactElement } from 'react';
import type { InputValues } from '#shared/model/operation.ts';
import type { OperationPlan, PlannedCommand } from '#shared/model/operation-plan.ts';
import { useCallQuery } from '../../bridge/use-call.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { useDebounced } from '../../state/use-debounced.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { InlineError } from '../../ui/dialogs/inline-error.tsx';
import { indentXml } from './indent-xml.ts';
import type { Asker } from './lookup/lookup-picker.tsx';
import './plan-view.css';

/** Whoever is still typing is not asked about, in milliseconds. */
const stillness = 300;

/** "Show the call": what would be sent, as it stands, and the same for a terminal. Nothing is changed by looking. */
export function CallDisclosure(props: {
  readonly asker: Asker;
  readonly given: InputValues;
  /** False while something that is needed is not given. */
  readonly complete: boolean;
  /** Whose call it is, where it stands for many. */
  readonly example?: string;
}): ReactElement {
  const { asker, complete, example } = props;
  const [open, setOpen] = useState(false);
  const given = useDebounced(props.given, stillness);
  const { address, operation } = asker;
  const { data, error } = useCallQuery(
    'operations.plan',
    () => ({ ...address, operation, inputs: given, check: false }),
    {
      key: [address.ref, operation, given, 'call'],
      keepFor: `${address.ref} ${operation}`,
      // What has been typed since would be missing in the answer.
      enabled: open && complete && given === props.given,
    },
  );
  return (
    <details className="call" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('call.show')}</summary>
      {!open ? null : !complete ? (
        <p className="weak">{t('call.incomplete')}</p>
      ) : error !== null ? (
        <InlineError title={t('call.show')} error={error} />
      ) : data === undefined ? (
        <p className="weak">{t('common.loading')}</p>
      ) : (
        <>
          {example !== undefined && <p className="weak">{t('call.example', { name: example })}</p>}
          <Calls plan={data} />
        </>
      )}
    </details>
  );
}

function Calls({ plan }: { readonly plan: OperationPlan }): ReactElement {
  const { requests, commands, reason } = plan;
  if (requests.length === 0 && commands.length === 0)
    return <p className="weak">{reason === undefined ? t('call.none') : inWords(reason)}</p>;
  return (
    <>
      {requests.map(({ method, text }, index) => (
        <Part key={`${index} ${method}`} title={method} text={text} />
      ))}
      {commands.map(({ tool, text }) => (
        <Part key={`${tool} ${text}`} title={tools[tool]} text={text} />
      ))}
    </>
  );
}

const tools: Readonly<Record<PlannedCommand['tool'], string>> = {
  govc: 'govc',
  powercli: 'PowerCLI',
  xe: 'xe',
  curl: 'curl',
};

function Part({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  return (
    <section className="call-part" aria-label={title}>
      <div className="call-head">
        <span className="selectable">{title}</span>
        <CopyButton text={text} label={t('call.copy', { title })} />
      </div>
      {/* Scrolls by itself when it is long: the keyboard has to reach it. */}
      <pre className="call-text mono selectable" tabIndex={0}>
        {indentXml(text)}
      </pre>
    </section>
  );
}
