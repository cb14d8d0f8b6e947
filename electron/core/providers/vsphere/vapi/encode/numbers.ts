/**
 * A double as Java and Python write it and the canonical form has it: one digit, a point, the rest and the exponent, `8.64E4`.
 * The exponent tells it from an integer.
 */
export function doubleText(value: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const digits = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  return `${sign}${digits}E${exponent.replace('+', '')}`;
}
