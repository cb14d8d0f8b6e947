import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type {
  ExplorerAnswer,
  ExplorerInput,
  ExplorerOperation,
  ExplorerServices,
  WireExchange,
} from '#shared/model/explorer.ts';
import type { ServiceExplorer } from '../../provider.ts';
import type { VapiClient } from '../vapi/client.ts';
import { VapiError } from '../vapi/errors.ts';
import { type Exchange, toCurl } from '../vapi/exchange/exchange.ts';
import type { OperationSpec } from '../vapi/model/type-spec.ts';
import type { VapiValue } from '../vapi/values.ts';
import { describeOperation } from './describe-operation.ts';
import { automationException } from './errors.ts';
import { toInput, toOutput } from './explorer-values.ts';

/** Items of a stream that are shown; then it is cut off. */
const MAX_ITEMS = 1000;
const METAMODEL = 'com.vmware.vapi.metadata.metamodel.service.operation';

export interface ExplorerOptions {
  /** A call started a task (`$task`); its id. */
  started(task: string): void;
}

/** Browses and calls the services of the vSphere Automation API. */
export function createExplorer(client: VapiClient, options: ExplorerOptions): ServiceExplorer {
  return {
    services: (signal) => doing(say('doing.listServices'), () => services(client, signal)),
    operations: (service) =>
      doing(say('doing.listOperations', { service }), async () =>
        [...(await client.discovery.operations(service))].sort(),
      ),
    operation: (service, name, signal) =>
      doing(say('doing.readDefinition', { service, operation: name }), async () => {
        const spec = await client.discovery.operation(service, name);
        return { ...describeOperation(spec), ...(await documentation(client, spec, signal)) };
      }),
    call: (service, name, input, signal) =>
      doing(say('doing.call', { service, operation: name }), async () => {
        const spec = await client.discovery.operation(service, name);
        const answer = await call(client, spec, input, signal);
        const { outcome, value } = answer;
        if (outcome === 'output' && name.endsWith('$task') && typeof value === 'string')
          options.started(value);
        return answer;
      }),
  };
}

async function doing<T>(what: Text, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw automationException(error, { doing: what });
  }
}

async function services(client: VapiClient, signal: AbortSignal): Promise<ExplorerServices> {
  const { checksum } = await client.discovery.provider(signal);
  const there = await client.discovery.services();
  const { model } = client;
  const all = new Set([...there, ...model.services()]);
  return {
    checksum,
    services: [...all].sort().map((id) => {
      const operations = model.operations(id);
      return {
        id,
        available: there.has(id),
        ...(operations.length !== 0 && { operations: [...operations].sort() }),
      };
    }),
  };
}

/** What the server's metadata says of an operation; many servers have none. */
async function documentation(
  client: VapiClient,
  { service, name }: OperationSpec,
  signal: AbortSignal,
): Promise<Pick<ExplorerOperation, 'documentation'>> {
  try {
    if (!(await client.discovery.has(METAMODEL))) return {};
    const input = { service_id: service, operation_id: name };
    const { documentation: text } = await client.call(METAMODEL, 'get', input, { signal });
    return text === '' ? {} : { documentation: text };
  } catch (error) {
    if (error instanceof VapiError) return {};
    throw error;
  }
}

async function call(
  client: VapiClient,
  spec: OperationSpec,
  input: ExplorerInput,
  signal: AbortSignal,
): Promise<ExplorerAnswer> {
  let seen: Exchange | undefined;
  const options = {
    definition: spec,
    signal,
    record: (exchange: Exchange) => {
      seen = exchange;
    },
  };
  const given = toInput(spec.parameters, input, spec.types);
  try {
    const { items, cut } = await take(client.stream(spec.service, spec.name, given, options));
    const values = items.map((item) => toOutput(spec.result, item, spec.types));
    const [only = null] = values;
    const value = values.length > 1 || cut ? values : only;
    return answer({ outcome: 'output', value, ...(cut && { truncated: MAX_ITEMS }) }, seen);
  } catch (error) {
    if (!(error instanceof VapiError)) throw error;
    const name = error.value.$type ?? error.type;
    const value = toOutput({ kind: 'structure', name }, error.value, spec.types);
    return answer({ outcome: 'error', value }, seen);
  }
}

/** All items of a stream, or as many as are shown. */
async function take(
  stream: AsyncGenerator<VapiValue | undefined, void, undefined>,
): Promise<{ readonly items: readonly (VapiValue | undefined)[]; readonly cut: boolean }> {
  const items: (VapiValue | undefined)[] = [];
  for await (const item of stream) {
    items.push(item);
    if (items.length >= MAX_ITEMS) return { items, cut: true };
  }
  return { items, cut: false };
}

function answer(
  result: Pick<ExplorerAnswer, 'outcome' | 'value' | 'truncated'>,
  exchange: Exchange | undefined,
): ExplorerAnswer {
  // The recorder is notified before the result: without an exchange there would be none.
  if (exchange === undefined) throw new Error('An answer came without an exchange.');
  return { ...result, exchange: toWireExchange(exchange), durationMs: exchange.durationMs };
}

function toWireExchange(exchange: Exchange): WireExchange {
  const { method, url, requestBody, status, responseBody } = exchange;
  return {
    method,
    url,
    requestHeaders: Object.entries(exchange.requestHeaders),
    requestBody,
    status,
    responseHeaders: Object.entries(exchange.responseHeaders),
    responseBody,
    curl: toCurl(exchange),
  };
}
