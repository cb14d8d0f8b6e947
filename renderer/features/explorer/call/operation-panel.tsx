import Alert from '@mui/material/Alert';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { ExplorerOperation, ExplorerStructure } from '#shared/model/explorer.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { useLink } from '../../../bridge/link-context.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { t } from '../../../i18n/translate.ts';
import { useConnection } from '../../../state/servers/connections.ts';
import { showDialog } from '../../../state/dialogs.ts';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { AnswerView } from '../answer/answer-view.tsx';
import { CallBar } from './call-bar.tsx';
import { setDraft, startCall, useCallState, useDraft, type OperationPlace } from './calls.ts';
import { ExchangeView } from '../answer/exchange-view.tsx';
import { buildInput } from '../form/build-input.ts';
import { writeJson } from '../form/json-text.ts';
import { maskSecrets } from '../form/masked-json.ts';
import { FormContext } from '../fields/form-context.ts';
import { GroupFields } from '../fields/group-fields.tsx';
import { JsonInput } from './json-input.tsx';
import { OperationHead } from './operation-head.tsx';
import { refusal } from './refusal.ts';
import { useKeys } from '../use-keys.ts';
import { ValueField } from '../fields/value-field.tsx';

export interface OperationPanelProps {
  readonly place: OperationPlace;
  /** The server has the service. */
  readonly available: boolean;
  /** Ctrl+Enter calls wherever in here it is pressed. */
  readonly scope: RefObject<HTMLElement | null>;
}

/** One operation: what it is, its form, its latest answer. */
export function OperationPanel(props: OperationPanelProps): ReactElement {
  const { connection, service, operation } = props.place;
  const { data, error } = useCallQuery('explorer.operation', () => props.place, {
    key: [connection, service, operation],
  });
  if (data !== undefined) return <Operation {...props} definition={data} />;
  return (
    <div className="explorer-operation">
      {error === null ? (
        <p className="explorer-wait weak">{t('common.loading')}</p>
      ) : (
        <InlineError title={t('explorer.operation.failed')} error={error} />
      )}
    </div>
  );
}

const tabs = ['form', 'json', 'result', 'exchange'] as const;
type OperationTab = (typeof tabs)[number];

function Operation(
  props: OperationPanelProps & { readonly definition: ExplorerOperation },
): ReactElement {
  const { place, available, definition } = props;
  const link = useLink();
  const status = useConnection(place.connection);
  const draft = useDraft(place);
  const call = useCallState(place);
  const [tab, setTab] = useState<OperationTab>(call === undefined ? 'form' : 'result');
  const [tried, setTried] = useState(false);
  const [keptJson, setKeptJson] = useState<string | null>(null);
  const parameters = useMemo(
    (): ExplorerStructure => ({ fields: definition.parameters, unions: [] }),
    [definition],
  );
  const built = useMemo(
    () => buildInput(parameters, draft, definition),
    [parameters, draft, definition],
  );
  const context = useMemo(
    () => ({
      connection: place.connection,
      types: definition,
      problems: built.problems,
      tried,
      Value: ValueField,
    }),
    [place.connection, definition, built.problems, tried],
  );
  const part = useRef<HTMLDivElement>(null);
  const standing = call?.state;
  useEffect(() => {
    // The button that was pressed is gone: whoever works by keyboard goes on with the answer.
    if (standing !== undefined && document.activeElement === document.body) part.current?.focus();
  }, [standing]);
  const refused = refusal(definition, status, available);
  const wrong = built.problems.size + (tab === 'json' && keptJson !== null ? 1 : 0);

  const submit = (): void => {
    setTried(true);
    if (wrong > 0) setTab((now) => (now === 'json' ? now : 'form'));
    if (wrong > 0 || refused !== undefined || call?.state === 'running') return;
    const proceed = (typed?: string): void => {
      startCall(link, place, { input: built.input, ...onlyDefined({ typed }) });
      setTab('result');
    };
    if (definition.reads) proceed();
    else
      showDialog({
        kind: 'explorer-call',
        ...place,
        masked: writeJson(maskSecrets(parameters, built.input, definition)),
        proceed,
      });
  };
  useKeys(props.scope, (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  });
  return (
    <div className="explorer-operation">
      <OperationHead definition={definition} />
      {refused !== undefined && (
        <Alert severity="warning" sx={{ mx: 1.5, mb: 1 }}>
          {refused}
        </Alert>
      )}
      <div className="explorer-bar">
        <Tabs
          value={tab}
          onChange={(_event, next: OperationTab) => setTab(next)}
          aria-label={t('explorer.tabs')}
          className="explorer-tabs"
        >
          {tabs.map((one) => (
            <Tab
              key={one}
              value={one}
              label={t(`explorer.tab.${one}`)}
              id={`explorer-tab-${one}`}
              aria-controls="explorer-part"
            />
          ))}
        </Tabs>
        <CallBar
          call={call}
          refused={refused}
          problems={tried ? wrong : 0}
          danger={!definition.reads}
          onCall={submit}
        />
      </div>
      <div
        ref={part}
        id="explorer-part"
        role="tabpanel"
        aria-labelledby={`explorer-tab-${tab}`}
        className={`explorer-part explorer-part-${tab}`}
        tabIndex={-1}
      >
        {tab === 'form' && (
          <FormContext value={context}>
            {parameters.fields.length === 0 ? (
              <p className="weak">{t('explorer.noInput')}</p>
            ) : (
              <GroupFields
                structure={parameters}
                node={draft}
                path=""
                depth={0}
                onChange={(next) => setDraft(place, next)}
              />
            )}
          </FormContext>
        )}
        {tab === 'json' && (
          <JsonInput
            parameters={parameters}
            types={definition}
            draft={draft}
            input={built.input}
            kept={keptJson}
            onKeep={setKeptJson}
            onChange={(next) => setDraft(place, next)}
          />
        )}
        {tab === 'result' && <AnswerView call={call} definition={definition} />}
        {tab === 'exchange' && <ExchangeView call={call} />}
      </div>
    </div>
  );
}
