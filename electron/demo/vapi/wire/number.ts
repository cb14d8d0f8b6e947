/** A double as Java writes it, on the wire and in canonical text: `1.0E3`, `8.6400125E4`. */
export function writeDouble(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const sign = Object.is(value, -0) ? '-' : '';
  return `${sign}${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
