/** Ratios of binomial coefficients, as products that neither overflow nor underflow. */

/** Share of the k-subsets of n things that avoid `marked` given ones: C(n - marked, k) / C(n, k). 0 <= marked, k <= n. */
export function shareAvoiding(n: number, marked: number, k: number): number {
  if (n - marked < k) return 0;
  let share = 1;
  for (let i = 0; i < marked; i++) share *= (n - k - i) / (n - i);
  return share;
}
