import type { OperationInput, OperationOffer } from '#shared/model/operation.ts';
import type { CommonOffer } from '#shared/model/run.ts';

interface Gathered {
  first: OperationOffer;
  inputs: readonly OperationInput[];
  runnable: number;
  done: number;
  reason: string | undefined;
  /** What the questions have in common: the sentences after the first, which names the object. */
  risk: string | undefined;
  asks: boolean;
}

/** The operations that exist for any object of a selection. */
export class CommonOffers {
  readonly #gathered = new Map<string, Gathered>();
  #objects = 0;

  /** Takes the offers of a further object. */
  add(offers: readonly OperationOffer[]): void {
    this.#objects += 1;
    for (const offer of offers) {
      const known = this.#gathered.get(offer.id);
      if (known === undefined) this.#gathered.set(offer.id, begin(offer));
      else join(known, offer);
    }
  }

  result(): readonly CommonOffer[] {
    return [...this.#gathered.values()].map((gathered) => this.#common(gathered));
  }

  #common({ first, inputs, runnable, done, reason, risk, asks }: Gathered): CommonOffer {
    const {
      refused: _refused,
      done: _done,
      guard: _guard,
      confirm,
      inputs: _inputs,
      ...common
    } = first;
    const question = `${first.label}: ${runnable === 1 ? '1 object' : `${runnable} objects`}?`;
    const many = risk === undefined || risk === '' ? question : `${question} ${risk}`;
    const asked = this.#objects === 1 ? confirm : many;
    return {
      ...common,
      ...(asks && asked !== undefined ? { confirm: asked } : {}),
      ...(inputs.length === 0 ? {} : { inputs }),
      runnable,
      done,
      refused: this.#objects - runnable - done,
      ...(runnable > 0 || reason === undefined ? {} : { reason }),
    };
  }
}

function begin(offer: OperationOffer): Gathered {
  const gathered: Gathered = {
    first: offer,
    inputs: offer.inputs ?? [],
    runnable: 0,
    done: 0,
    reason: undefined,
    risk: offer.confirm === undefined ? undefined : riskOf(offer.confirm),
    asks: false,
  };
  count(gathered, offer);
  return gathered;
}

function join(known: Gathered, offer: OperationOffer): void {
  if (offer.inputs !== undefined && offer.inputs !== known.inputs)
    known.inputs = joinInputs(known.inputs, offer.inputs);
  if (offer.confirm !== undefined) {
    const risk = riskOf(offer.confirm);
    if (known.risk === undefined) known.risk = risk;
    else if (known.risk !== risk) known.risk = '';
  }
  const { batch: _batch, ...first } = known.first;
  known.first = {
    ...(offer.batch === true ? known.first : first),
    ...(offer.destructive === true ? { destructive: true } : {}),
  };
  count(known, offer);
}

function count(gathered: Gathered, offer: OperationOffer): void {
  gathered.asks ||= offer.confirm !== undefined;
  if (offer.refused === undefined) gathered.runnable += 1;
  else if (offer.done === true) gathered.done += 1;
  gathered.reason ??= offer.refused;
}

function riskOf(confirm: string): string {
  const end = confirm.indexOf('?');
  return end < 0 ? confirm : confirm.slice(end + 1).trim();
}

/** Everything that any object asks for, with the widest limits: what an object does not take is found out when its turn comes. */
function joinInputs(
  ours: readonly OperationInput[],
  theirs: readonly OperationInput[],
): readonly OperationInput[] {
  const joined = ours.map((input) => {
    const other = theirs.find(({ name }) => name === input.name);
    return other === undefined ? input : widest(input, other);
  });
  const more = theirs.filter(({ name }) => !ours.some((input) => input.name === name));
  return [...joined, ...more];
}

function widest(one: OperationInput, other: OperationInput): OperationInput {
  const same = one.type === other.type && 'initial' in one && one.initial === other.initial;
  const input = same ? one : withoutInitial(one);
  if (input.type === 'number' && other.type === 'number') {
    const { min: _min, max: _max, ...rest } = input;
    return {
      ...rest,
      ...limit('min', input.min, other.min, Math.min),
      ...limit('max', input.max, other.max, Math.max),
    };
  }
  if (input.type === 'text' && other.type === 'text') {
    const { maxLength: _length, ...rest } = input;
    return { ...rest, ...limit('maxLength', input.maxLength, other.maxLength, Math.max) };
  }
  if (input.type === 'choice' && other.type === 'choice') {
    const known = new Set(input.options.map(({ value }) => value));
    const more = other.options.filter(({ value }) => !known.has(value));
    return more.length === 0 ? input : { ...input, options: [...input.options, ...more] };
  }
  return input;
}

/** What stands in the field at first belongs to one object; nothing stands there where others differ. */
function withoutInitial(input: OperationInput): OperationInput {
  if (input.type === 'lookup') {
    const { initial: _initial, initialLabel: _label, ...rest } = input;
    return rest;
  }
  const { initial: _initial, ...rest } = input;
  return rest;
}

function limit<K extends string>(
  key: K,
  one: number | undefined,
  other: number | undefined,
  widest: (one: number, other: number) => number,
): Partial<Record<K, number>> {
  if (one === undefined || other === undefined) return {};
  return { [key]: widest(one, other) } as Partial<Record<K, number>>;
}
