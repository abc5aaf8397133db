// Student's t: how wide an interval is with few observations. Pure arithmetic.

const STEPS_MAX = 300
const TINY = 1e-300
const EXACT = 1e-14
const HALVINGS = 80

/** The logarithm of the gamma function by Lanczos' approximation (g = 7, nine terms; Press et al., Numerical Recipes 6.1), for x > 0. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const y = x - 1
  const series = terms.reduce((sum, term, index) => sum + term / (y + index + 1), 0.99999999999980993)
  const t = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(series)
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz' method. */
function betaFraction(a: number, b: number, x: number): number {
  const kept = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < EXACT) break
  }
  return result
}

/** The regularised incomplete beta function I_x(a, b). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

/**
 * How many standard errors lie on each side of an estimate so that the interval holds the truth in 95 % of cases.
 *
 * @param freedom - degrees of freedom, above 0; whole ones are not needed.
 */
export function criticalT(freedom: number): number {
  const beyond = (t: number) => incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t))
  let [low, high] = [0, 1000]
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2
    if (beyond(middle) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
