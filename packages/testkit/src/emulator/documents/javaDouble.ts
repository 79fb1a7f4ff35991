/** A number with a fraction, written as Java does: `1.5`, `1.0E30`, `Infinity`. */
export const javaDouble = (value: number): string => {
  if (!Number.isFinite(value) || value === 0) return value === 0 ? "0.0" : String(value)
  const size = Math.abs(value)
  const text = String(value)
  if (size >= 1e-3 && size < 1e7) return text.includes(".") ? text : `${text}.0`
  const [digits = "", exponent = ""] = value.toExponential().split("e")
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`
}
