import type { Text } from '#shared/i18n/text.ts';
import { text } from '#shared/i18n/make-text.ts';
import type {
  OperationId,
  OperationInput,
  OperationOffer,
  OperationVerdict,
} from '#shared/model/operation.ts';
import type { Family } from '#shared/model/profile.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import { commonSettings, settingsOfMany } from './common-settings.ts';
import { sameText, widest } from './widest.ts';

interface Gathered {
  first: OperationOffer;
  inputs: readonly OperationInput[];
  runnable: number;
  done: number;
  reason: Text | undefined;
  /** What may be lost, where that is the same for all objects. */
  risk: Text | undefined;
  asks: boolean;
  /** Kinds of servers that ask for an input, by its name; and all that ask. */
  readonly askedBy: Map<string, Set<Family>>;
  readonly families: Set<Family>;
}

/** Of objects that are alike: what their offers go into, and how many were taken. */
interface Sample {
  readonly gathered: Gathered;
  taken: number;
}

/** An object of a selection. */
export interface Judged {
  readonly verdicts: readonly OperationVerdict[];
  /** Objects of one name here ask for much the same. */
  readonly alike: string;
  /** The kind of its server. */
  readonly family?: Family;
  /** An offer in full, which costs many times as much as a verdict. */
  offer(id: OperationId): OperationOffer | undefined;
}

/**
 * The operations that exist for any object of a selection. Verdicts are counted of all objects; what an operation asks for is taken from
 * the offers of some that are alike.
 */
export class CommonOffers {
  readonly #gathered = new Map<OperationId, Gathered>();
  readonly #alike = new Map<string, Map<OperationId, Sample>>();
  readonly #most: number;
  #objects = 0;

  /** @param most offers that are taken in full, of each operation, of objects that are alike */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a further object. */
  add(object: Judged): void {
    this.#objects += 1;
    let samples = this.#alike.get(object.alike);
    if (samples === undefined) {
      samples = new Map();
      this.#alike.set(object.alike, samples);
    }
    for (const verdict of object.verdicts) {
      const sample = samples.get(verdict.id) ?? this.#sample(samples, object, verdict.id);
      if (sample === undefined) continue;
      count(sample.gathered, verdict);
      // What cannot be run asks for nothing.
      if (verdict.refused !== undefined || sample.taken >= this.#most) continue;
      sample.taken += 1;
      const offer = object.offer(verdict.id);
      if (offer !== undefined) join(sample.gathered, offer, object.family);
    }
  }

  /** The first object of those that are alike has the operation. */
  #sample(samples: Map<OperationId, Sample>, object: Judged, id: OperationId): Sample | undefined {
    let gathered = this.#gathered.get(id);
    if (gathered === undefined) {
      const offer = object.offer(id);
      if (offer === undefined) return undefined;
      gathered = begin(offer);
      this.#gathered.set(id, gathered);
    }
    const sample = { gathered, taken: 0 };
    samples.set(id, sample);
    return sample;
  }

  result(): readonly CommonOffer[] {
    return [...this.#gathered.values()].map((gathered) => this.#common(gathered));
  }

  #common(gathered: Gathered): CommonOffer {
    const { first, inputs, runnable, done, reason, risk, asks } = gathered;
    const {
      refused: _refused,
      done: _done,
      guard: _guard,
      confirm,
      risk: own,
      inputs: _inputs,
      ...common
    } = first;
    const many = text('bulk.question', { operation: first.label, count: runnable });
    const only = this.#objects === 1;
    const asked = only ? confirm : many;
    const lost = only ? own : risk;
    return {
      ...common,
      ...(asks && asked !== undefined && { confirm: asked }),
      ...(asks && lost !== undefined && { risk: lost }),
      ...(inputs.length !== 0 && { inputs: askedOfMany(first, inputs, gathered) }),
      runnable,
      done,
      refused: this.#objects - runnable - done,
      ...(runnable <= 0 && reason !== undefined && { reason }),
    };
  }
}

function begin(offer: OperationOffer): Gathered {
  return {
    first: offer,
    inputs: offer.edits === true ? settingsOfMany(offer.inputs ?? []) : (offer.inputs ?? []),
    runnable: 0,
    done: 0,
    reason: undefined,
    risk: riskOf(offer),
    asks: offer.confirm !== undefined,
    askedBy: new Map(),
    families: new Set(),
  };
}

function askedOfMany(
  { edits }: OperationOffer,
  inputs: readonly OperationInput[],
  gathered: Gathered,
): readonly OperationInput[] {
  return edits === true ? inputs : inputs.map((one) => reported(one, gathered));
}

/** What only one kind of server asks for says so: the others do without. */
function reported(input: OperationInput, { askedBy, families }: Gathered): OperationInput {
  const asking = askedBy.get(input.name);
  if (asking === undefined || asking.size === families.size) return input;
  const servers = [...asking].map((family) => text(`family.${family}`));
  return { ...input, help: text('input.onlyFor', { servers, help: input.help ?? '' }) };
}

function noteAsked(known: Gathered, { inputs = [] }: OperationOffer, family: Family): void {
  known.families.add(family);
  for (const { name } of inputs) {
    const asking = known.askedBy.get(name);
    if (asking === undefined) known.askedBy.set(name, new Set([family]));
    else asking.add(family);
  }
}

function join(known: Gathered, offer: OperationOffer, family: Family | undefined): void {
  if (family !== undefined) noteAsked(known, offer, family);
  if (offer.edits === true) known.inputs = commonSettings(known.inputs, offer.inputs ?? []);
  else if (offer.inputs !== undefined && offer.part !== true)
    known.inputs = joinInputs(known.inputs, offer.inputs);
  if (offer.confirm !== undefined) {
    const risk = riskOf(offer);
    if (!known.asks) known.risk = risk;
    else if (known.risk !== undefined && !sameText(known.risk, risk)) known.risk = undefined;
  }
  if (known.first.batch === true && offer.batch !== true) {
    const { batch: _batch, ...first } = known.first;
    known.first = first;
  }
  if (offer.destructive === true && known.first.destructive !== true)
    known.first = { ...known.first, destructive: true };
  known.asks ||= offer.confirm !== undefined;
}

function count(gathered: Gathered, { refused, done }: OperationVerdict): void {
  if (refused === undefined) gathered.runnable += 1;
  else if (done === true) gathered.done += 1;
  gathered.reason ??= refused;
}

/** A question that is a server's own text says what may be lost after its first sentence, which names the object. */
function riskOf({ confirm, risk }: OperationOffer): Text | undefined {
  if (risk !== undefined || typeof confirm !== 'string') return risk;
  const rest = confirm.slice(confirm.indexOf('?') + 1).trim();
  return rest === '' ? undefined : rest;
}

/** Everything that any object asks for, with the widest limits: what an object does not take is found out when its turn comes. */
function joinInputs(
  ours: readonly OperationInput[],
  theirs: readonly OperationInput[],
): readonly OperationInput[] {
  // Most objects ask for the same, and there may be many of them: then nothing is made anew.
  let joined: OperationInput[] | undefined;
  for (const other of theirs) {
    const index = (joined ?? ours).findIndex(({ name }) => name === other.name);
    const known = (joined ?? ours)[index];
    const input = known === undefined ? other : widest(known, other);
    if (input === known) continue;
    joined ??= [...ours];
    if (known === undefined) joined.push(input);
    else joined[index] = input;
  }
  return joined ?? ours;
}
