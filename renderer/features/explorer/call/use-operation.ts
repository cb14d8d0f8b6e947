import { useMemo, useState, type RefObject } from 'react';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { ExplorerOperation, ExplorerStructure } from '#shared/model/explorer.ts';
import { useLink } from '../../../bridge/link-context.ts';
import { useConnection } from '../../../state/servers/connections.ts';
import { showDialog } from '../../../state/dialogs.ts';
import type { FormSurroundings } from '../fields/form-context.ts';
import { ValueField } from '../fields/value-field.tsx';
import { buildInput, type BuiltInput } from '../form/build-input.ts';
import { writeJson } from '../form/json-text.ts';
import { maskSecrets } from '../form/masked-json.ts';
import type { GroupNode } from '../form/form-node.ts';
import { useKeys } from '../use-keys.ts';
import { startCall, useCallState, useDraft, type CallState, type OperationPlace } from './calls.ts';
import { refusal } from './refusal.ts';

export interface OperationPanelProps {
  readonly place: OperationPlace;
  /** The server has the service. */
  readonly available: boolean;
  /** Ctrl+Enter calls wherever in here it is pressed. */
  readonly scope: RefObject<HTMLElement | null>;
}

export interface DefinedOperation extends OperationPanelProps {
  readonly definition: ExplorerOperation;
}

export const operationTabs = ['form', 'json', 'result', 'exchange'] as const;
export type OperationTab = (typeof operationTabs)[number];

export interface OperationState extends BuiltForm {
  readonly tab: OperationTab;
  readonly setTab: (tab: OperationTab) => void;
  readonly call: CallState | undefined;
  /** Why it cannot be called. */
  readonly refused: string | undefined;
  /** Fields that are known to be wrong, once somebody has tried to call. */
  readonly problems: number;
  /** JSON that could not be read, as it was typed; null where all could. */
  readonly kept: string | null;
  readonly onKeep: (text: string | null) => void;
  readonly submit: () => void;
}

/** How one operation on screen stands: its form, its latest call, what a click on the button does. */
export function useOperation(props: DefinedOperation): OperationState {
  const { place, available, definition } = props;
  const status = useConnection(place.connection);
  const call = useCallState(place);
  const [tab, setTab] = useState<OperationTab>(call === undefined ? 'form' : 'result');
  const [tried, setTried] = useState(false);
  const [kept, onKeep] = useState<string | null>(null);
  const form = useBuiltForm(props, tried);
  const start = useStart(props, form, () => setTab('result'));
  const refused = refusal(definition, status, available);
  const wrong = form.context.problems.size + (tab === 'json' && kept !== null ? 1 : 0);
  const submit = (): void => {
    setTried(true);
    if (wrong > 0) setTab((now) => (now === 'json' ? now : 'form'));
    if (wrong > 0 || refused !== undefined || call?.state === 'running') return;
    start();
  };
  useKeys(props.scope, (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  });
  return {
    ...form,
    tab,
    setTab,
    call,
    refused,
    kept,
    onKeep,
    submit,
    problems: tried ? wrong : 0,
  };
}

interface BuiltForm extends Pick<BuiltInput, 'input'> {
  readonly parameters: ExplorerStructure;
  readonly draft: GroupNode;
  readonly context: FormSurroundings;
}

/** What the form holds, and what the call makes of it. */
function useBuiltForm({ place, definition }: DefinedOperation, tried: boolean): BuiltForm {
  const draft = useDraft(place);
  const parameters = useMemo(
    (): ExplorerStructure => ({ fields: definition.parameters, unions: [] }),
    [definition],
  );
  const { input, problems } = useMemo(
    () => buildInput(parameters, draft, definition),
    [parameters, draft, definition],
  );
  const context = useMemo(
    () => ({ connection: place.connection, types: definition, problems, tried, Value: ValueField }),
    [place.connection, definition, problems, tried],
  );
  return { parameters, draft, input, context };
}

/** Calls at once what only reads; all else is asked about first. */
function useStart(
  { place, definition }: DefinedOperation,
  { parameters, input }: BuiltForm,
  onStarted: () => void,
): () => void {
  const link = useLink();
  const proceed = (typed?: string): void => {
    startCall(link, place, { input, ...onlyDefined({ typed }) });
    onStarted();
  };
  return () => {
    if (definition.reads) proceed();
    else
      showDialog({
        kind: 'explorer-call',
        ...place,
        masked: writeJson(maskSecrets(parameters, input, definition)),
        proceed,
      });
  };
}
