import Alert from '@mui/material/Alert';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useEffect, useRef, type ReactElement } from 'react';
import type { ExplorerStructure } from '#shared/model/explorer.ts';
import { useCallQuery } from '../../../bridge/use-call.ts';
import { t } from '../../../i18n/translate.ts';
import { InlineError } from '../../../ui/dialogs/inline-error.tsx';
import { AnswerView } from '../answer/answer-view.tsx';
import { ExchangeView } from '../answer/exchange-view.tsx';
import { FormContext, type FormSurroundings } from '../fields/form-context.ts';
import { GroupFields } from '../fields/group-fields.tsx';
import type { GroupNode } from '../form/form-node.ts';
import { CallBar } from './call-bar.tsx';
import { setDraft, type OperationPlace } from './calls.ts';
import { JsonInput } from './json-input.tsx';
import { OperationHead } from './operation-head.tsx';
import {
  operationTabs,
  useOperation,
  type DefinedOperation,
  type OperationPanelProps,
  type OperationTab,
} from './use-operation.ts';

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

function Operation(props: DefinedOperation): ReactElement {
  const { place, definition } = props;
  const operation = useOperation(props);
  const { call, tab, refused } = operation;
  const part = useRef<HTMLDivElement>(null);
  const standing = call?.state;
  useEffect(() => {
    // The button that was pressed is gone: whoever works by keyboard goes on with the answer.
    if (standing !== undefined && document.activeElement === document.body) part.current?.focus();
  }, [standing]);
  return (
    <div className="explorer-operation">
      <OperationHead definition={definition} />
      {refused !== undefined && (
        <Alert severity="warning" sx={{ mx: 1.5, mb: 1 }}>
          {refused}
        </Alert>
      )}
      <div className="explorer-bar">
        <OperationTabs tab={tab} onTab={operation.setTab} />
        <CallBar
          call={call}
          refused={refused}
          problems={operation.problems}
          danger={!definition.reads}
          onCall={operation.submit}
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
        {tab === 'form' && <OperationForm {...operation} place={place} />}
        {tab === 'json' && (
          <JsonInput {...operation} types={definition} onChange={(next) => setDraft(place, next)} />
        )}
        {tab === 'result' && <AnswerView call={call} definition={definition} />}
        {tab === 'exchange' && <ExchangeView call={call} />}
      </div>
    </div>
  );
}

function OperationTabs(props: {
  readonly tab: OperationTab;
  readonly onTab: (tab: OperationTab) => void;
}): ReactElement {
  return (
    <Tabs
      value={props.tab}
      onChange={(_event, next: OperationTab) => props.onTab(next)}
      aria-label={t('explorer.tabs')}
      className="explorer-tabs"
    >
      {operationTabs.map((one) => (
        <Tab
          key={one}
          value={one}
          label={t(`explorer.tab.${one}`)}
          id={`explorer-tab-${one}`}
          aria-controls="explorer-part"
        />
      ))}
    </Tabs>
  );
}

function OperationForm(props: {
  readonly place: OperationPlace;
  readonly parameters: ExplorerStructure;
  readonly draft: GroupNode;
  readonly context: FormSurroundings;
}): ReactElement {
  const { place, parameters, draft, context } = props;
  return (
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
  );
}
