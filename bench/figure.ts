/** One measured figure, beside a floor or a peer that was measured in the same run: machines differ, ratios less so. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with; null where the figure stands alone. */
  readonly reference: string | null;
  readonly referenceValue: number | null;
  /** The highest value (or ratio, where there is a reference) that is good enough; null where none is set. */
  readonly goal: number | null;
}

/** Prints the figure as one line of JSON, with its ratio and whether the goal is met. */
export function report(figure: Figure): void {
  const ratio = figure.referenceValue === null ? null : figure.value / figure.referenceValue;
  const met = figure.goal === null ? null : (ratio ?? figure.value) <= figure.goal;
  const { goal, ...measured } = figure;
  process.stdout.write(
    `${JSON.stringify({ ...measured, value: round(figure.value), referenceValue: figure.referenceValue === null ? null : round(figure.referenceValue), ratio: ratio === null ? null : round(ratio), goal, met })}\n`,
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values');
  return middle;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
